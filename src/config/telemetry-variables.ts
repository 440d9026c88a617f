import { httpBase, oneOf, text, truth, type Variable } from './parsers.ts';

/** A fraction such as 0.01, written in digits. */
const ratio = (value: string) => {
  if (!/^\d*\.?\d+$/.test(value) || Number(value) > 1)
    throw new Error('must be a number from 0 to 1, such as 0.01');
  return Number(value);
};

/** W3C Baggage without its properties, as the OpenTelemetry specification has it: `name=value,…`, percent-encoded. */
const pairs =
  (names: RegExp, values: RegExp) =>
  (value: string): Record<string, string> => {
    const entries = value
      .split(',')
      .filter((pair) => pair.trim() !== '')
      .map((pair) => {
        const [name = '', ...rest] = pair.split('=');
        return [name.trim(), rest.length === 0 ? undefined : decoded(rest.join('=').trim())] as const;
      });
    // The value may hold a secret, so the message does not repeat it.
    if (entries.some(([name, each]) => !names.test(name) || each === undefined || !values.test(each)))
      throw new Error('must be of the form name=value,name=value, with values percent-encoded');
    return Object.fromEntries(entries) as Record<string, string>;
  };

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** The environment of traces, by the names of the OpenTelemetry specification. */
export const TELEMETRY_VARIABLES = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    parse: httpBase,
    description:
      'Address of an OpenTelemetry collector that takes OTLP over HTTP, such as http://127.0.0.1:4318; traces go to its /v1/traces. Absent: nothing is traced, and nothing of the SDK is loaded.',
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    parse: httpBase,
    description: 'The whole address that traces go to, in place of the one above.',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    parse: pairs(/^[\w!#$%&'*+.^`|~-]+$/, /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/),
    secret: true,
    description: 'Headers for the collector, such as `Authorization=Bearer%20…`; commas between them.',
  },
  OTEL_TRACES_SAMPLER: {
    parse: oneOf(
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ),
    default: 'parentbased_always_on',
    description:
      'Which requests are traced. `parentbased_…`: as the `traceparent` of the caller says, and the rest of the name for requests without one.',
  },
  OTEL_TRACES_SAMPLER_ARG: {
    parse: ratio,
    default: '1',
    description:
      'Share of the traces that `traceidratio` and `parentbased_traceidratio` record, from 0 to 1.',
  },
  OTEL_SERVICE_NAME: {
    parse: text,
    description: 'What traces call the process. Absent: `esoz`, of `esoz ael` `esoz-ael`.',
  },
  OTEL_RESOURCE_ATTRIBUTES: {
    parse: pairs(/^[\w.-]{1,255}$/, /^[^\p{Cc}]{0,255}$/u),
    default: '',
    description: 'What else every span says of the process, such as `deployment.environment.name=prod`.',
  },
  OTEL_SDK_DISABLED: {
    parse: truth,
    default: 'false',
    description: '`true`: nothing is traced, whatever the variables above say.',
  },
} as const satisfies Record<string, Variable<unknown>>;

const USELESS_ALONE = ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_TRACES_SAMPLER', 'OTEL_TRACES_SAMPLER_ARG'];

/** What would trace nothing, without a word. */
export function telemetryMistakes(isSet: (name: string) => boolean): string[] {
  if (isSet('OTEL_EXPORTER_OTLP_ENDPOINT') || isSet('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')) return [];
  return USELESS_ALONE.filter(isSet).map(
    (name) => `${name} is set without OTEL_EXPORTER_OTLP_ENDPOINT: nothing would be traced`,
  );
}
