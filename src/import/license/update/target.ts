import { plainArray } from '../../array-literal.ts';
import type { ImportTarget, TargetOptions } from '../../kind.ts';
import { inRounds } from '../../update.ts';
import { findLegalEntities, lockLegalEntities } from '../facts.queries.ts';
import type { LicenseRow } from '../row.ts';
import { licenseUpdateJudge } from './judge.ts';
import { loadStoredLicenses } from './stored.queries.ts';
import { writeLicenseUpdates } from './write.queries.ts';

/** The licences that exist; a dry run only looks at them. */
export function openLicenseUpdateTarget({ dryRun, columns, clock }: TargetOptions): ImportTarget<LicenseRow> {
  return {
    async loadJudge(db, rows) {
      const ids = plainArray([...new Set(rows.map((row) => row.legal_entity_id))]);
      const legalEntities = await (dryRun ? findLegalEntities : lockLegalEntities)(db, [ids]);
      return licenseUpdateJudge({
        legalEntities: new Map(legalEntities.map((legalEntity) => [legalEntity.id, legalEntity])),
        licenses: await loadStoredLicenses(db, rows, dryRun),
        columns,
        today: clock.today(),
      });
    },
    async write(db, rows, stamp) {
      if (dryRun) return true;
      for (const round of inRounds(rows)) {
        if (!(await writeLicenseUpdates(db, round, stamp, clock.now()))) return false;
      }
      return true;
    },
  };
}
