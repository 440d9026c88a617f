import { plainArray } from '../array-literal.ts';
import { prepareDryRun } from '../dry-run.queries.ts';
import type { ImportTarget, TargetOptions } from '../kind.ts';
import { type LegalEntityRow, legalEntityJudge } from './judge.ts';
import {
  findLegalEntityIds,
  findLegalEntityIdsInDryRun,
  noteLegalEntities,
  writeLegalEntities,
} from './target.queries.ts';

/** The registry, or what a dry run puts beside it. */
export function openLegalEntityTarget({ dryRun, clock }: TargetOptions): ImportTarget<LegalEntityRow> {
  const findTakenIds = dryRun ? findLegalEntityIdsInDryRun : findLegalEntityIds;
  return {
    prepare: dryRun ? prepareDryRun : async () => {},
    async loadJudge(db, rows) {
      const taken = await findTakenIds(db, [plainArray(rows.map(({ id }) => id))]);
      return legalEntityJudge(new Set(taken.map(({ id }) => id)));
    },
    async write(db, rows, stamp) {
      if (!dryRun) return writeLegalEntities(db, rows, stamp, clock.now());
      await noteLegalEntities(db, [plainArray(rows.map(({ id }) => id))]);
      return true;
    },
  };
}
