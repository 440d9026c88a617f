import * as otel from '@opentelemetry/api';
import type { Span, SpanAttributes, SpanDetails, Tracer } from '../platform/tracing.ts';
import { readTraceparent, writeTraceparent } from './trace-parent.ts';

/** Links from one span lead back to its span of OpenTelemetry. */
const contexts = new WeakMap<Span, otel.SpanContext>();

/** Contexts go from parent to child by hand: nothing of OpenTelemetry is registered for the whole process. */
export function tracerOf(tracer: otel.Tracer): Tracer {
  return {
    begin(name, attributes, traceparent) {
      const remote = readTraceparent(traceparent);
      const context =
        remote === undefined ? otel.ROOT_CONTEXT : otel.trace.setSpanContext(otel.ROOT_CONTEXT, remote);
      return spanOf(
        tracer,
        tracer.startSpan(name, { kind: otel.SpanKind.SERVER, attributes: { ...attributes } }, context),
      );
    },
  };
}

function spanOf(tracer: otel.Tracer, span: otel.Span): Span {
  const context = span.spanContext();
  const own: Span = {
    traceId: context.traceId,
    traceparent: writeTraceparent(context),
    get isRecorded() {
      return span.isRecording();
    },
    child: (name, details) => spanOf(tracer, startBelow(tracer, span, name, details)),
    set: (attributes) => void span.setAttributes({ ...attributes }),
    mark: (name) => void span.addEvent(name),
    link(other) {
      const linked = contexts.get(other);
      if (linked !== undefined) span.addLink({ context: linked });
    },
    fail(errorType) {
      span.setAttribute('error.type', errorType).setStatus({ code: otel.SpanStatusCode.ERROR });
    },
    end: () => span.end(),
  };
  contexts.set(own, context);
  return own;
}

function startBelow(tracer: otel.Tracer, parent: otel.Span, name: string, details: SpanDetails): otel.Span {
  const kind = details.kind === 'client' ? otel.SpanKind.CLIENT : otel.SpanKind.INTERNAL;
  const attributes: SpanAttributes = { ...details.attributes };
  return tracer.startSpan(name, { kind, attributes }, otel.trace.setSpan(otel.ROOT_CONTEXT, parent));
}
