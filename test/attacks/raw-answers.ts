import assert from 'node:assert/strict';

/** One answer of a connection, taken apart by hand: no client library hides what was sent. */
export type RawAnswer = { status: number; headers: Record<string, string>; text: string };

/** Every answer of a connection in its order, cut by Content-Length as a proxy would. */
export function splitAnswers(received: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = Buffer.from(received);
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n');
    assert.notEqual(end, -1, `headers without an end: ${rest}`);
    const [statusLine = '', ...lines] = rest.subarray(0, end).toString().split('\r\n');
    const match = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine);
    assert.ok(match, `not a status line: ${statusLine}`);
    const headers = Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    );
    const length = Number(headers['content-length'] ?? 0);
    const body = rest.subarray(end + 4, end + 4 + length);
    assert.equal(body.length, length, `the body is cut: ${rest}`);
    answers.push({ status: Number(match[1]), headers, text: body.toString() });
    rest = rest.subarray(end + 4 + length);
  }
  return answers;
}

/** The envelope of SPEC 2 around an answer of this status; what a proxy makes of an error must still be JSON. */
export function assertEnvelope(answer: RawAnswer | undefined, status: number): void {
  assert.ok(answer, 'no answer');
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.headers['content-type'] ?? '', /^application\/json/);
  const body = JSON.parse(answer.text);
  assert.equal(body.meta.code, status);
  assert.equal(body.meta.request_id, answer.headers['x-request-id']);
  assert.equal(status >= 400, body.error !== undefined);
}
