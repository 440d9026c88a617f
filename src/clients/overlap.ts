/** How long an old secret or key works beside its successor, so that it can be exchanged without a gap (SPEC 11.3). */
export const OVERLAP_MS = 24 * 60 * 60 * 1000;
