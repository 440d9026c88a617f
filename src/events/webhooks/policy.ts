import type { Config } from '../../config/load.ts';
import type { EndpointPolicy } from './endpoints.ts';

/** Private addresses for every endpoint are for demos and tests: the configuration refuses them in prod. */
export function webhookPolicy({ WEBHOOK_ALLOW_PRIVATE }: Config): EndpointPolicy {
  return { allowPrivate: WEBHOOK_ALLOW_PRIVATE };
}
