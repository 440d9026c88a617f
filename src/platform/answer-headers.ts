/**
 * Of every answer of every server, whatever became of the request (SPEC 2): nobody keeps it, and it is taken for what
 * it says it is. What may be kept (dictionaries, documents) says so in its place.
 */
export const ANSWER_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

const REASONS = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
} as const;

/** The status for what is no request. @param code of Node's error */
export function unreadableStatus(code: string | undefined): keyof typeof REASONS {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

/** What stands above the body of an answer that is written by hand, since there is no request to answer through. */
export function unreadableHead(
  status: keyof typeof REASONS,
  headers: Readonly<Record<string, string | number>>,
): string {
  const fields = Object.entries({ ...ANSWER_HEADERS, ...headers, connection: 'close' });
  return `HTTP/1.1 ${status} ${REASONS[status]}\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}
