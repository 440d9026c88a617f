import { statement } from '../platform/database/pool.ts';

/** A table of millions of tokens is not read whole: so many of its pages, chosen at random. Fewer are exact. */
const SAMPLED_PAGES = 1_000;

export type TokenCounts = { valid: string; expired: string; revoked: string };

/** $1 now. */
export const countTokens = statement<TokenCounts>(
  'measurements.count-tokens',
  `WITH part AS MATERIALIZED (
     SELECT least(100, 100.0 * ${SAMPLED_PAGES} * current_setting('block_size')::int
                         / greatest(1, pg_relation_size('tokens')))::float4 AS percent
   ), counted AS (
     SELECT count(*) FILTER (WHERE revoked_at IS NULL AND expires_at > $1) AS valid,
            count(*) FILTER (WHERE revoked_at IS NULL AND expires_at <= $1) AS expired,
            count(*) FILTER (WHERE revoked_at IS NOT NULL) AS revoked
       FROM tokens TABLESAMPLE SYSTEM ((SELECT percent FROM part))
   )
   SELECT round(valid * 100 / percent) AS valid, round(expired * 100 / percent) AS expired,
          round(revoked * 100 / percent) AS revoked FROM counted, part`,
);

/** The heads of the lanes say how long they are: 64 rows for the whole log. */
export const countAuditRows = statement<{ rows: string }>(
  'measurements.count-audit-rows',
  'SELECT coalesce(sum(position), 0) AS rows FROM audit_lanes',
);

export type ImportCounts = { resource: string; imported: string; refused: string; unfinished: string };

/** A row a file that was ever imported. */
export const countImports = statement<ImportCounts>(
  'measurements.count-imports',
  `SELECT resource, sum(imported) AS imported, sum(refused) AS refused,
          count(*) FILTER (WHERE finished_at IS NULL) AS unfinished
     FROM imports GROUP BY resource`,
);
