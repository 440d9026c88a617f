import { type LegalEntityFacts, legalEntityExists } from '../../../licenses/shared-rules.ts';
import type { Rule } from '../../../platform/errors/rules.ts';
import { plainArray } from '../../array-literal.ts';
import type { ImportTarget, TargetOptions } from '../../kind.ts';
import { inRounds, judgeUpdates } from '../../update.ts';
import { LEGAL_ENTITY_CSV_COLUMNS } from '../columns.ts';
import type { LegalEntityRow } from '../judge.ts';
import {
  findLegalEntitiesToUpdate,
  lockLegalEntitiesToUpdate,
  writeLegalEntityUpdates,
} from './update.queries.ts';

/** Nothing else is asked of a change that the registrar's table says. */
const rules: readonly Rule<LegalEntityFacts>[] = [{ step: 'import', ...legalEntityExists }];

/** The legal entities that exist; a dry run only looks at them. */
export function openLegalEntityUpdateTarget({
  dryRun,
  columns,
  clock,
}: TargetOptions): ImportTarget<LegalEntityRow> {
  return {
    async loadJudge(db, rows) {
      const load = dryRun ? findLegalEntitiesToUpdate : lockLegalEntitiesToUpdate;
      const stored = await load(db, [plainArray(rows.map(({ id }) => id))]);
      const byId = new Map(stored.map((row) => [row.id, row]));
      return judgeUpdates({
        compared: LEGAL_ENTITY_CSV_COLUMNS.filter((column) => columns.has(column)),
        find: ({ id }) => byId.get(id),
        rules,
        factsOf: (_row, legalEntity) => ({ legalEntity: legalEntity ?? null }),
      });
    },
    async write(db, rows, stamp) {
      if (dryRun) return true;
      for (const round of inRounds(rows)) {
        if (!(await writeLegalEntityUpdates(db, round, stamp, clock.now()))) return false;
      }
      return true;
    },
  };
}
