import { isSpanContextValid, type SpanContext, TraceFlags } from '@opentelemetry/api';

/** Version 00 of W3C Trace Context has four parts and no more; later ones may add some behind them. */
const TRACEPARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;
const MAX_CHARACTERS = 512;

/** @returns undefined for what is not well-formed: then a trace of our own begins */
export function readTraceparent(text: string | undefined): SpanContext | undefined {
  if (text === undefined || text.length > MAX_CHARACTERS) return undefined;
  const [, version, traceId = '', spanId = '', flags = '', more] = TRACEPARENT.exec(text) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED; // no other flag is known to us
  const context = { traceId, spanId, traceFlags, isRemote: true };
  return isSpanContextValid(context) ? context : undefined; // ids of zeros are none
}

export function writeTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`;
}
