/** Of every answer, whatever became of the request: nobody keeps it, and it is taken for what it says it is. */
export const ANSWER_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

const FIELDS = Object.entries(ANSWER_HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);

/** The whole answer to what is no request, and has nothing to be answered through. */
export const UNREADABLE = `HTTP/1.1 400 Bad Request\r\n${FIELDS.join('')}content-length: 0\r\nconnection: close\r\n\r\n`;
