import { plainArray } from '../array-literal.ts';
import { takenIdsIn } from '../dry-run.queries.ts';
import type { ImportTarget, TargetOptions } from '../kind.ts';
import { type LegalEntityRow, legalEntityJudge } from './judge.ts';
import { noteLegalEntities, writeLegalEntities } from './target.queries.ts';

/** The registry, or what a dry run puts beside it. */
export function openLegalEntityTarget({ dryRun, clock }: TargetOptions): ImportTarget<LegalEntityRow> {
  const findTakenIds = takenIdsIn('legal_entities', dryRun);
  return {
    loadJudge: async (db, rows) => legalEntityJudge(await findTakenIds(db, rows)),
    async write(db, rows, stamp) {
      if (!dryRun) return writeLegalEntities(db, rows, stamp, clock.now());
      await noteLegalEntities(db, [plainArray(rows.map(({ id }) => id))]);
      return true;
    },
  };
}
