/** An address below `/console/`, taken apart. */
export type Place = { path: string; query: URLSearchParams };

export const HOME = '/console/';

export const placeOf = ({ pathname, search }: { pathname: string; search: string }): Place => ({
  path: pathname,
  query: new URLSearchParams(search),
});

/** The values of `:name` in a pattern, by name; undefined: another page's address. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern, path].map((each) => each.replace(/\/$/, '').split('/')) as [
    string[],
    string[],
  ];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] as string;
    if (part.startsWith(':')) params[part.slice(1)] = decoded(value);
    else if (part !== value) return undefined;
  }
  return params;
}

/** What somebody typed by hand may be no percent-encoding. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a page: values for its pattern, and what stands in its query (empty values are left out). */
export function addressOf(
  pattern: string,
  params: Record<string, string> = {},
  query: Record<string, string | undefined> = {},
): string {
  const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return search.size > 0 ? `${path}?${search}` : path;
}

/** Whether a click on a link is ours to follow: anything with a key held, a target or another origin is the browser's. */
export function followed(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = (event.target as Element).closest?.('a');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin)
    return undefined;
  if (!link.pathname.startsWith(HOME)) return undefined;
  // A place on the same page.
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return undefined;
  return link.pathname + link.search + link.hash;
}
