import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import type { Logger } from '../platform/log.ts';

export type Collector = {
  /** Where spans are sent, whole, such as http://127.0.0.1:4318/v1/traces. */
  url: string;
  headers: Readonly<Record<string, string>>;
};

/** For one batch with its repetitions; the next one waits meanwhile, in a queue that has an end. */
const SEND_TIMEOUT_MS = 5_000;

/** Sends batches of spans. `abandon` cuts what is under way, without a word. */
export function createSending(collector: Collector, log: Pick<Logger, 'warn' | 'info'>) {
  const agent = new (collector.url.startsWith('https:') ? HttpsAgent : HttpAgent)({ keepAlive: true });
  const exporter = new OTLPTraceExporter({
    url: collector.url,
    headers: { ...collector.headers },
    timeoutMillis: SEND_TIMEOUT_MS,
    httpAgentOptions: () => agent,
  });
  let isAbandoned = false;
  return {
    exporter: tellingOfFailures(exporter, log, () => isAbandoned),
    abandon() {
      isAbandoned = true;
      agent.destroy();
    },
  };
}

/** One warning an outage: a collector that is away all night must not fill the log. */
function tellingOfFailures(
  exporter: SpanExporter,
  log: Pick<Logger, 'warn' | 'info'>,
  isAbandoned: () => boolean,
): SpanExporter {
  let isFailing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        done({ code: 0 }); // what failed is told here; the processor would tell it in a way of its own
        if (isAbandoned()) return;
        const failed = result.code !== 0;
        if (failed && !isFailing)
          log.warn({ reason: reasonOf(result.error), spans: spans.length }, 'traces cannot be sent');
        if (!failed && isFailing) log.info('traces are sent again');
        isFailing = failed;
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

/** The status of an answer or the code of the system; never what the collector says, nor its address. */
function reasonOf(error: (Error & { code?: unknown }) | undefined): string {
  const code = error?.code;
  if (typeof code === 'number') return `it answers ${code}`;
  return typeof code === 'string' ? code : 'no proper answer in time';
}
