import type { IncomingMessage } from 'node:http';

/**
 * Every value that a header was sent with. Node joins repeated headers with `, ` or keeps the first,
 * which lets a proxy and this server read two requests in one.
 * @param name lower case
 */
export function headerValues(request: IncomingMessage, name: string): string[] {
  if (request.headers[name] === undefined) return [];
  const values: string[] = [];
  const raw = request.rawHeaders;
  for (let at = 0; at < raw.length; at += 2) {
    if ((raw[at] as string).toLowerCase() === name) values.push(raw[at + 1] as string);
  }
  return values;
}

/** Whether an Accept header admits JSON; an absent one does. */
export function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined) return true;
  return accept.split(',').some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const refused = parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter));
    return !refused && (type === '*/*' || type === 'application/*' || type === 'application/json');
  });
}

/** Whether a Content-Type is JSON in UTF-8. */
export const isJsonContentType = isInUtf8('application/json');

/** Whether a Content-Type is that of an HTML form in UTF-8. */
export const isFormContentType = isInUtf8('application/x-www-form-urlencoded');

/** Whether a Content-Encoding, which may list several, leaves the body as it is. */
export const isIdentity = (contentEncoding = ''): boolean =>
  contentEncoding.split(',').every((coding) => /^\s*(?:identity)?\s*$/i.test(coding));

function isInUtf8(mediaType: string) {
  return (contentType: string | undefined): boolean => {
    if (contentType === undefined) return false;
    const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
    return (
      type === mediaType &&
      parameters.every(
        (parameter) => !parameter.startsWith('charset') || /^charset="?utf-?8"?$/.test(parameter),
      )
    );
  };
}
