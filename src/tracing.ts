// When what happened, for a backend that shows traces: spans of kinds and numbers, never of code, paths, names or secrets.
// Off, and nearly free, until `startTracing` was called. The trace of a review has the review's own id.
import {
  type Attributes,
  type Context,
  context,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { once } from './once.ts'

type Given = {
  attributes?: Attributes
  kind?: keyof typeof SpanKind
  /** What it belongs to; that of the caller unless told otherwise. */
  parent?: Context
  links?: Link[]
  startTime?: Date
}

/** Set once, by `startTracing`. `nextIds`: those of the next span, instead of random ones. */
export const tracing = () =>
  once('tracing', (): { tracer: Tracer | null; nextIds: { traceId: string; spanId: string } | null } => ({
    tracer: null,
    nextIds: null,
  }))

/** An error ends it as one, told by its kind alone: a message may quote what people wrote. */
export async function inSpan<T>(name: string, given: Given, work: (span: Span | null) => Promise<T>): Promise<T> {
  const { tracer } = tracing()
  if (!tracer) return work(null)
  const { parent = context.active(), kind = 'INTERNAL', ...more } = given
  const span = tracer.startSpan(name, { ...more, kind: SpanKind[kind] }, parent)
  try {
    return await context.with(trace.setSpan(parent, span), work, undefined, span)
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR })
    span.setAttribute('error.type', kindOf(error))
    throw error
  } finally {
    span.end()
  }
}

const kindOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? code : error instanceof Error ? error.name : 'error'
}

/** What a caller says it belongs to (W3C `traceparent`). */
export function contextOf(headers: { get(name: string): string | null }): Context {
  if (!tracing().tracer) return ROOT_CONTEXT
  const getter = { keys: () => ['traceparent'], get: (_: unknown, name: string) => headers.get(name) ?? undefined }
  return propagation.extract(ROOT_CONTEXT, headers, getter)
}

const idsOf = (reviewId: string) => {
  const traceId = reviewId.replaceAll('-', '')
  return { traceId, spanId: traceId.slice(0, 16) }
}

/** Where the spans of a review belong, whichever process they come from: nobody has to carry it along. */
export const contextOfReview = (reviewId: string): Context =>
  trace.setSpanContext(ROOT_CONTEXT, { ...idsOf(reviewId), traceFlags: TraceFlags.SAMPLED, isRemote: true })

/** From the trace that is under way to another. */
export function linkToHere(): Link[] {
  const here = trace.getActiveSpan()?.spanContext()
  return here ? [{ context: here }] : []
}

/** The whole of a review, from its acceptance until now, told by whoever ended it. */
export function tellReview(reviewId: string, acceptedAt: Date, attributes: Attributes): void {
  const state = tracing()
  if (!state.tracer) return
  state.nextIds = idsOf(reviewId)
  state.tracer.startSpan('review', { root: true, startTime: acceptedAt, attributes }, ROOT_CONTEXT).end()
  state.nextIds = null
}

/** Something that is over already. */
export function tellSpan(name: string, given: Given): void {
  const { parent = context.active(), kind = 'INTERNAL', ...more } = given
  tracing()
    .tracer?.startSpan(name, { ...more, kind: SpanKind[kind] }, parent)
    .end()
}
