/**
 * Goal: the names of OTEL_TRACES_SAMPLER mean what the OpenTelemetry specification says.
 * Method: a table: what the caller has decided, and what is recorded.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace-node';
import { type SamplerName, samplerOf } from './sampler.ts';

/** A share counts from below, by what the four parts of an id give together. */
const [LOW, HIGH] = ['1'.padStart(32, '0'), 'f'.repeat(8).padEnd(32, '0')];

/** Recorded without a caller's decision with a low id, with a high one; after a yes, and after a no of the caller. */
const TABLE: Record<SamplerName, [boolean, boolean, boolean, boolean]> = {
  always_on: [true, true, true, true],
  always_off: [false, false, false, false],
  traceidratio: [true, false, false, false],
  parentbased_always_on: [true, true, true, false],
  parentbased_always_off: [false, false, true, false],
  parentbased_traceidratio: [true, false, true, false],
};

function isRecorded(name: SamplerName, traceId: string, decided?: 0 | 1): boolean {
  const spanId = '00f067aa0ba902b7';
  const context =
    decided === undefined
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: decided, isRemote: true });
  const { decision } = samplerOf(name, 0.5).shouldSample(context, traceId, 'x', SpanKind.SERVER, {}, []);
  return decision === SamplingDecision.RECORD_AND_SAMPLED;
}

for (const [name, expected] of Object.entries(TABLE) as [SamplerName, boolean[]][]) {
  test(name, () => {
    const decisions = [
      isRecorded(name, LOW),
      isRecorded(name, HIGH),
      isRecorded(name, HIGH, 1),
      isRecorded(name, HIGH, 0),
    ];
    assert.deepEqual(decisions, expected);
  });
}
