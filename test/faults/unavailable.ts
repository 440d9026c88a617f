import assert from 'node:assert/strict';
import { type ApiAnswer, assertStatus } from '../fixtures/client.ts';

/** A 503 as SPEC 2 wants it: in the envelope, with Retry-After, without a word on what happened. */
export function assertUnavailable(answer: ApiAnswer): void {
  assertStatus(answer, 503);
  assert.deepEqual(answer.body.error, { type: 'service_unavailable' }, answer.describe());
  assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]\d*$/, answer.describe());
  assert.equal(answer.headers.get('x-request-id'), answer.body.meta.request_id);
}

/** Under a fault an answer is the truth or "not now", and never anything else. */
export function assertTruthfulOrUnavailable(answer: ApiAnswer): void {
  if (answer.status === 503) assertUnavailable(answer);
  else assert.ok(answer.status === 201 || answer.status === 409, answer.describe());
}
