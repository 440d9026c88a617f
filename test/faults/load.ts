import assert from 'node:assert/strict';
import type { ApiAnswer } from '../fixtures/client.ts';
import { createLicense } from '../fixtures/proxied-setting.ts';
import type { Clinic } from '../fixtures/registry.ts';
import { assertTruthfulOrUnavailable } from './unavailable.ts';

/** What clients saw while something broke: the licences that the API acknowledged, by id, and how often it said what. */
export type LoadReport = {
  acknowledged: Map<string, Clinic>;
  statuses: Map<number, number>;
  /** Connections that ended without an answer. */
  unanswered: number;
};

export type Load = { report: LoadReport; stop(): Promise<LoadReport> };

const CLIENTS = 8;
/** A test that failed does not stop its load. */
const LIMIT_MS = 30_000;

/**
 * Eight clients at once, each taking clinic after clinic and asking again until there is an answer other than
 * "not now"; every second request carries an idempotency key. Any other answer than 201, 409 and 503 is a failure.
 */
export function startLoad(apiUrl: string, clinics: Clinic[]): Load {
  const report: LoadReport = { acknowledged: new Map(), statuses: new Map(), unanswered: 0 };
  let stopped = false;
  const timer = setTimeout(() => {
    stopped = true;
  }, LIMIT_MS);

  async function createFor(by: Clinic, headers: Record<string, string>): Promise<void> {
    while (!stopped) {
      const answer = await createLicense(apiUrl, by, headers).catch(() => undefined);
      if (answer === undefined) {
        report.unanswered++;
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      assertTruthfulOrUnavailable(answer);
      count(report, answer);
      if (answer.status === 201) report.acknowledged.set(answer.body.data.id, by);
      if (answer.status !== 503) return;
    }
  }
  async function work(client: number): Promise<void> {
    for (let turn = 0; !stopped; turn++) {
      const by = clinics.pop();
      if (by === undefined) return;
      await createFor(by, (turn + client) % 2 === 0 ? {} : { 'x-idempotency-key': by.id });
    }
  }
  const working = Promise.all(Array.from({ length: CLIENTS }, (_, client) => work(client)));
  working.catch(() => {}); // thrown again by stop()
  return {
    report,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await working;
      return report;
    },
  };
}

function count(report: LoadReport, answer: ApiAnswer): void {
  report.statuses.set(answer.status, (report.statuses.get(answer.status) ?? 0) + 1);
}

type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

/** Every acknowledged licence is there, and licences and audit rows are one for one. */
export async function assertNothingLost(query: Query, { acknowledged }: LoadReport): Promise<void> {
  const rows = await query(
    `SELECT l.id, l.legal_entity_id, count(a.id)::int AS audit_rows
       FROM licenses l LEFT JOIN audit_log a ON a.resource = 'license' AND a.resource_id = l.id::text AND a.action = 'create'
        AND a.changeset->'new'->>'legal_entity_id' = l.legal_entity_id::text
      WHERE NOT l.is_primary GROUP BY l.id`,
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  for (const [id, by] of acknowledged) {
    assert.equal(stored.get(id)?.legal_entity_id, by.id, `licence ${id} was acknowledged and is not there`);
  }
  for (const row of rows)
    assert.equal(row.audit_rows, 1, `licence ${row.id} has ${row.audit_rows} audit rows`);
  const orphans = await query(
    `SELECT a.id FROM audit_log a WHERE a.resource = 'license' AND a.action = 'create'
        AND NOT EXISTS (SELECT 1 FROM licenses l WHERE l.id::text = a.resource_id)`,
  );
  assert.deepEqual(orphans, [], 'audit rows of licences that do not exist');
}
