import type { Clock } from '../../../platform/clock.ts';
import type { Backend } from '../../backend.ts';
import { createXmlStore } from '../xml-store.ts';
import { createGcsSigner, type GcsSignerOptions } from './signer.ts';

/** Google Cloud Storage through its XML API. */
export function createGcsBackend(
  options: GcsSignerOptions,
  { clock, consoleOrigins }: { clock: Clock; consoleOrigins: readonly string[] },
): Backend {
  return createXmlStore({
    signer: createGcsSigner(options),
    clock,
    consoleOrigins,
    about: { endpoint: 'GCS_ENDPOINT and GCS_INTERNAL_ENDPOINT', credentials: 'GCS_SERVICE_ACCOUNT_KEY' },
  });
}
