import { randomUUID } from 'node:crypto';
import type { Config } from '../config/variables.ts';
import type { Logger } from '../platform/log.ts';
import { readManifest } from '../platform/manifest.ts';
import type { Telemetry } from '../telemetry/open-telemetry.ts';

/**
 * Traces, where OTEL_* asks for them. The libraries are loaded here and nowhere else: without traces a start does not pay
 * for them.
 * @param name of the service, where the environment has none
 */
export async function openTracing(
  config: Config,
  name: 'esoz' | 'esoz-ael',
  log: Logger,
): Promise<Telemetry | undefined> {
  const url = tracesUrl(config);
  if (url === undefined || config.OTEL_SDK_DISABLED || config.OTEL_TRACES_SAMPLER === 'always_off')
    return undefined;
  const { openTelemetry } = await import('../telemetry/open-telemetry.ts');
  return openTelemetry(
    {
      collector: { url, headers: config.OTEL_EXPORTER_OTLP_HEADERS ?? {} },
      sampler: config.OTEL_TRACES_SAMPLER,
      ratio: config.OTEL_TRACES_SAMPLER_ARG,
      resource: resourceOf(config, name),
    },
    log,
  );
}

function tracesUrl(config: Config): string | undefined {
  const base = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  return config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base === undefined ? undefined : `${base}/v1/traces`);
}

/** In the order of the OpenTelemetry specification: the variable of the name is above the list of attributes. */
function resourceOf(config: Config, name: string): Record<string, string> {
  return {
    'service.name': name,
    'service.version': readManifest().version,
    'service.instance.id': randomUUID(),
    ...config.OTEL_RESOURCE_ATTRIBUTES,
    ...(config.OTEL_SERVICE_NAME === undefined ? {} : { 'service.name': config.OTEL_SERVICE_NAME }),
  };
}
