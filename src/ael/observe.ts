import { Histogram, type Registry } from 'prom-client';
import { traced } from '../platform/tracing.ts';
import { AelError, RPC_CODES } from './ael-error.ts';
import type { Ael } from './contract.ts';

/** The same AEL, with every call measured and traced: method and outcome, nothing of what it was about. */
export function observeAel(ael: Ael, registry: Registry): Ael {
  const durations = new Histogram({
    name: 'esoz_ael_call_duration_seconds',
    help: 'Time of a call to AEL, in process or over RPC',
    labelNames: ['method', 'outcome'],
    buckets: [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5],
    registers: [registry],
  });
  const measure = async <T>(method: string, call: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    let outcome = 'ok';
    try {
      return await traced(`ael ${method}`, {}, call);
    } catch (error) {
      outcome =
        error instanceof AelError && error.code === RPC_CODES.invalidParams ? 'refused' : 'unavailable';
      throw error;
    } finally {
      durations.observe({ method, outcome }, (performance.now() - started) / 1000);
    }
  };
  return {
    signedUrl: (params, call) => measure('signed_url', () => ael.signedUrl(params, call)),
    listObjects: (params, call) => measure('list_objects', () => ael.listObjects(params, call)),
    check: (params, call) => measure('check', () => ael.check(params, call)),
  };
}
