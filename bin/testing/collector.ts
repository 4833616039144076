// An OpenTelemetry collector of the test's own: takes traces over HTTP and keeps them.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type SeenSpan = {
  service: string
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: Record<string, string | number>
  links: { traceId: string; spanId: string }[]
}

export type Collector = {
  /** What OTEL_EXPORTER_OTLP_ENDPOINT is to be. */
  url: string
  spans: SeenSpan[]
  /** Everything that came, as it came. */
  raw: () => string
  close: () => void
}

type Value = { stringValue?: string; intValue?: number | string; doubleValue?: number }
type Attribute = { key: string; value: Value }
type Sent = {
  resourceSpans: {
    resource: { attributes: Attribute[] }
    scopeSpans: { spans: (Omit<SeenSpan, 'attributes' | 'service'> & { attributes?: Attribute[] })[] }[]
  }[]
}

export async function openCollector(): Promise<Collector> {
  const spans: SeenSpan[] = []
  let raw = ''
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    raw += text
    if (request.url === '/v1/traces') spans.push(...spansIn(JSON.parse(text)))
    response.setHeader('content-type', 'application/json')
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url, spans, raw: () => raw, close }
}

const spansIn = ({ resourceSpans }: Sent): SeenSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        ...span,
        service: String(inWords(resource.attributes)['service.name']),
        attributes: inWords(span.attributes ?? []),
        links: span.links ?? [],
      })),
  )

const inWords = (attributes: Attribute[]): Record<string, string | number> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue ?? value.doubleValue)]),
  )
