// Where spans go: to an OTLP collector over HTTP, in batches. Loaded, with all it needs, only when one is named.
import { env } from './env.ts'
import { log } from './log.ts'
import { tracing } from './tracing.ts'

/** Returns how to send what is left and stop. */
export async function startTracing(service: string): Promise<() => Promise<void>> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: share } = env()
  if (!endpoint) return async () => {}
  const [
    api,
    sdk,
    { OTLPTraceExporter },
    { AsyncLocalStorageContextManager },
    { W3CTraceContextPropagator },
    resources,
  ] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
    import('@opentelemetry/resources'),
  ])
  const random = new sdk.RandomIdGenerator()
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, headers: headersIn() })
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': service }),
    // By the id of the trace alone: all processes choose the same reviews.
    sampler: new sdk.TraceIdRatioBasedSampler(share),
    idGenerator: {
      generateTraceId: () => tracing().nextIds?.traceId ?? random.generateTraceId(),
      generateSpanId: () => tracing().nextIds?.spanId ?? random.generateSpanId(),
    },
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: 2000, exportTimeoutMillis: 5000 })],
  })
  // Ours alone, not the one that libraries look for: what they tell may hold addresses, statements and what people wrote.
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager())
  api.propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  tracing().tracer = provider.getTracer('lintel')
  log.info({ service, share }, 'tracing.started')
  return () => provider.shutdown().catch((error) => log.warn({ error: String(error) }, 'tracing.unsent'))
}

/** `name=value,name=value`, as the collector wants them. */
const headersIn = (): Record<string, string> =>
  Object.fromEntries(
    (env().OTEL_EXPORTER_OTLP_HEADERS ?? '')
      .split(',')
      .filter((pair) => pair.includes('='))
      .map((pair) => [
        pair.slice(0, pair.indexOf('=')).trim(),
        decodeURIComponent(pair.slice(pair.indexOf('=') + 1).trim()),
      ]),
  )
