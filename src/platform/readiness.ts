import type { Registry } from 'prom-client';
import { registerGauges, type SampledGauge } from './sampled-gauges.ts';

/** A named condition of readiness; throws or rejects when it does not hold. */
export type ReadinessCheck = {
  name: string;
  check(): Promise<void>;
  /** Nothing at all is served without it: it counts also for whoever asks for other parts. */
  isVital?: true;
};

const CHECK_TIMEOUT_MS = 2_000;

/** Which conditions hold now, each with its own limit of time; never rejects. */
export async function askReadiness(
  checks: readonly ReadinessCheck[],
  timeoutMs = CHECK_TIMEOUT_MS,
): Promise<Map<string, boolean>> {
  const states = checks.map(
    async ({ name, check }) => [name, await within(timeoutMs, check()).then(yes, no)] as const,
  );
  return new Map(await Promise.all(states));
}

const yes = () => true;
const no = () => false;

/** @throws what `work` throws, or an error when it takes longer */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('timed out')), timeoutMs);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

const READINESS: readonly SampledGauge<Map<string, boolean>>[] = [
  {
    name: 'esoz_ready',
    help: 'Whether a part of readiness holds (1) or not (0)',
    labelNames: ['part'],
    read: (states) => [...states].map(([part, holds]) => [{ part }, holds ? 1 : 0]),
  },
];

/** Shows the conditions of `/ready` among the metrics; asked at each scrape, as a probe does. */
export function observeReadiness(registry: Registry, checks: readonly ReadinessCheck[]): void {
  registerGauges(registry, READINESS, () => askReadiness(checks));
}
