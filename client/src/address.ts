/**
 * The target of a call. Segments are encoded whole, so that no value leads to another method.
 * @returns or the name of the part that no URL can have: an empty or dot segment, half a character
 */
export function addressOf(
  template: string,
  { path = {}, query = {} }: { path?: Record<string, string>; query?: Record<string, unknown> },
): string {
  let unsendable = '';
  const encode = (part: string, value: string): string => {
    if (isText(value)) return encodeURIComponent(value);
    unsendable = part;
    return '';
  };
  const filled = template.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = `${path[name] ?? ''}`;
    // Dots are steps to every URL parser, encoded or not.
    if (/^\.{0,2}$/.test(value)) unsendable = name;
    return encode(name, value);
  });
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encode(name, `${value}`)}`);
  return unsendable || filled + (pairs.length > 0 ? `?${pairs.join('&')}` : '');
}

/** `String.isWellFormed`, which not every browser of today has. */
const isText = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/** A file's name for a link, segment by segment; undefined where it is no text. */
export const encodeName = (name: string): string | undefined =>
  isText(name) ? name.split('/').map(encodeURIComponent).join('/') : undefined;
