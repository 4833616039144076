// A scripted OpenAI-compatible server on this machine: what it answers, or how it misbehaves, is chosen by the model's name.
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendChat } from './chat.ts'
import { kindOf } from './kinds.ts'
import { type Asked, misbehaviours } from './misbehaviours.ts'
import { sendResponse } from './responses.ts'
import { type Answer, restructured, scripts } from './scripts.ts'
import { judgeAs } from './verdicts.ts'

export type ModelServer = {
  /** What OPENAI_BASE_URL is to be. */
  url: string
  /** Everything that was asked, as it came. */
  asked: Asked[]
  close(): Promise<void>
}

export async function openModelServer(port = 0): Promise<ModelServer> {
  const asked: Asked[] = []
  const server = http.createServer((request, response) => {
    answer(request, response, asked).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, asked: Asked[]): Promise<void> {
  if (request.method === 'GET' && request.url === '/v1/models')
    return json(response, 200, {
      object: 'list',
      data: Object.keys(scripts).map((id) => ({ id, object: 'model', max_model_len: 32_768 })),
    })
  const send = { '/v1/chat/completions': sendChat, '/v1/responses': sendResponse }[request.url ?? '']
  if (request.method !== 'POST' || !send) return json(response, 404, { error: { message: 'There is no such route.' } })

  const raw = await read(request)
  const body = JSON.parse(raw)
  const times = asked.filter(({ model }) => model === body.model).length
  const entry: Asked = { model: String(body.model), times, raw, body, authorization: request.headers.authorization }
  asked.push(entry)
  const misbehave = misbehaviours[entry.model]
  if (misbehave?.(entry, response)) return
  const script = scripts[entry.model]
  if (!script) return json(response, 404, { error: { message: 'There is no such model.', code: 'model_not_found' } })
  send(response, { model: entry.model, stream: body.stream === true, ...answerOf(entry.model, script, textOf(body)) })
}

function answerOf(model: string, script: (question: string) => Answer, question: string): Answer {
  const kind = kindOf(question)
  const judged = judgeAs(model, kind, question)
  if (judged !== null) return { text: judged }
  return kind === 'restructure' ? restructured(question) : script(question)
}

/** All the text of a request, whichever of the two interfaces it came by. */
function textOf(body: { messages?: unknown; input?: unknown }): string {
  const texts: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value)
    else if (value instanceof Object) Object.values(value).forEach(walk)
  }
  walk(body.messages ?? body.input)
  return texts.join('\n')
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
