import { plainArray } from '../array-literal.ts';
import { prepareDryRun } from '../dry-run.queries.ts';
import type { ImportTarget, TargetOptions } from '../kind.ts';
import { loadHoldings, loadVocabulary } from './facts.ts';
import { licenseJudge } from './judge.ts';
import type { LicenseRow } from './row.ts';
import { findLicenseIds, findLicenseIdsInDryRun, noteLicenses, writeLicenses } from './target.queries.ts';

/** The registry, or what a dry run puts beside it. */
export function openLicenseTarget(options: TargetOptions): ImportTarget<LicenseRow> {
  const findTakenIds = options.dryRun ? findLicenseIdsInDryRun : findLicenseIds;
  return {
    prepare: options.dryRun ? prepareDryRun : async () => {},
    async loadJudge(db, rows, thorough) {
      const legalEntityIds = rows.map((row) => row.legal_entity_id);
      const holdings = await loadHoldings(db, legalEntityIds, options.dryRun);
      const vocabulary = await loadVocabulary(db, options.parameterFallbacks);
      // Ids are given seldom and taken hardly ever: they are asked about only when a row has collided.
      const taken = thorough ? await findTakenIds(db, [plainArray(rows.map(({ id }) => id))]) : [];
      const takenIds = new Set(taken.map(({ id }) => id));
      return licenseJudge({ holdings, vocabulary, takenIds, today: options.clock.today() });
    },
    write: options.dryRun
      ? noteLicenses
      : (db, rows, stamp) => writeLicenses(db, rows, stamp, options.clock.now()),
  };
}
