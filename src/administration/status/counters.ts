import type { AnsweredRequests } from '../../platform/metrics.ts';

/** What the process has answered since it started: rates are differences of two of these. */
export type Counters = {
  requests: number;
  /** 4xx. */
  refused: number;
  /** 5xx. */
  failed: number;
  duration_seconds_sum: number;
  links: number;
  licenses_created: number;
};

/** Sums of what the metrics keep by route, method and status. */
export function countersOf(answered: readonly AnsweredRequests[]): Counters {
  const those = (isMeant: (each: AnsweredRequests) => boolean) =>
    answered.filter(isMeant).reduce((sum, { count }) => sum + count, 0);
  const answers = (request: string, status: number) =>
    those((each) => `${each.method} ${each.route}` === request && each.status === status);
  return {
    requests: those(() => true),
    refused: those(({ status }) => status >= 400 && status < 500),
    failed: those(({ status }) => status >= 500),
    duration_seconds_sum: answered.reduce((sum, { seconds }) => sum + seconds, 0),
    links: answers('POST /api/admin/contracts/media_storage/generate_url', 200),
    licenses_created: answers('POST /api/licenses', 201),
  };
}
