import { setTimeout as delay } from 'node:timers/promises';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Logger } from '../platform/log.ts';
import type { Tracer } from '../platform/tracing.ts';
import { type SamplerName, samplerOf } from './sampler.ts';
import { type Collector, createSending } from './sending.ts';
import { tracerOf } from './span.ts';

export type TelemetrySettings = {
  collector: Collector;
  sampler: SamplerName;
  ratio: number;
  /** What every span says of its process: `service.name`, … */
  resource: Readonly<Record<string, string>>;
};

export type Telemetry = { tracer: Tracer; close(): Promise<void> };

/** Spans that wait to be sent; further ones are dropped. Four megabytes at most. */
const MAX_QUEUE_SPANS = 2_048;
const MAX_BATCH_SPANS = 512;
const SEND_EVERY_MS = 500;
/** What a stop waits for the last spans. */
const CLOSE_MS = 1_000;
/** Ours are words; a longer value would be a mistake. */
const MAX_VALUE_CHARACTERS = 256;
const MAX_ATTRIBUTES = 32;
const MAX_LINKS = 64;

/** A tracer that sends what it records. Nothing is registered for the process, so that two can stand side by side. */
export function openTelemetry(settings: TelemetrySettings, log: Pick<Logger, 'warn' | 'info'>): Telemetry {
  const { exporter, abandon } = createSending(settings.collector, log);
  const processor = new BatchSpanProcessor(exporter, {
    maxQueueSize: MAX_QUEUE_SPANS,
    maxExportBatchSize: MAX_BATCH_SPANS,
    scheduledDelayMillis: SEND_EVERY_MS,
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes(settings.resource),
    sampler: samplerOf(settings.sampler, settings.ratio),
    spanProcessors: [processor],
    spanLimits: {
      attributeValueLengthLimit: MAX_VALUE_CHARACTERS,
      attributeCountLimit: MAX_ATTRIBUTES,
      linkCountLimit: MAX_LINKS,
    },
  });
  return {
    tracer: tracerOf(provider.getTracer('esoz')),
    async close() {
      const sent = provider.shutdown().catch(() => {}); // told by the sending
      await Promise.race([sent, delay(CLOSE_MS, undefined, { ref: false })]);
      abandon();
    },
  };
}
