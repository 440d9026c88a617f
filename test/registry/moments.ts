import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** What SPEC 3 and 9 give a change to be in force on every process. */
const ONE_SECOND_MS = 1_000;

/** Asks again and again until the answer is as expected; fails unless that happens within a second. */
export async function withinOneSecond(what: string, look: () => Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await look())) {
    const ms = performance.now() - began;
    assert.ok(ms < ONE_SECOND_MS, `${what}: not within a second`);
    await delay(10);
  }
}
