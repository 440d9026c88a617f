import assert from 'node:assert/strict';
import type { RawAnswer } from '../fixtures/raw-http.ts';

/** The envelope of SPEC 2 around an answer of this status; what a proxy makes of an error must still be JSON. */
export function assertEnvelope(answer: RawAnswer | undefined, status: number): void {
  assert.ok(answer, 'no answer');
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.header('content-type') ?? '', /^application\/json/);
  const body = JSON.parse(answer.text);
  assert.equal(body.meta.code, status);
  assert.equal(body.meta.request_id, answer.header('x-request-id'));
  assert.equal(status >= 400, body.error !== undefined);
}
