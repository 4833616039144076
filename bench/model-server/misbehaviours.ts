// How servers of models fail: each by a model's name, returning true when it has dealt with the request itself.
import type { ServerResponse } from 'node:http'

/** `times`: how often this model was asked before. */
export type Asked = {
  model: string
  times: number
  raw: string
  body: { stream?: boolean; response_format?: { type: string }; text?: { format?: { type: string } } }
  authorization: string | undefined
}

type Misbehave = (asked: Asked, response: ServerResponse) => boolean

const refuse =
  (status: number, message: string, headers: Record<string, string> = { 'retry-after-ms': '5' }): Misbehave =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify({ error: { message, type: 'error', code: null } }))
    return true
  }

const refuseOnce =
  (status: number, message: string, headers: Record<string, string> = {}): Misbehave =>
  (asked, response) =>
    asked.times === 0 && refuse(status, message, headers)(asked, response)

const schemaRefused = refuse(400, "'response_format' of type 'json_schema' is not supported")

const withoutSchema: Misbehave = (asked, response) =>
  (asked.body.response_format ?? asked.body.text?.format)?.type === 'json_schema' && schemaRefused(asked, response)

export const misbehaviours: Record<string, Misbehave> = {
  'http-400': refuse(400, 'Bad request.'),
  'http-401': refuse(401, 'Incorrect API key provided: sk-secret-of-the-operator.'),
  'http-404': refuse(404, 'There is no such model.'),
  'http-429': refuse(429, 'Slow down.'),
  'http-500': refuse(500, 'Something broke.'),
  'http-529': refuse(529, 'Overloaded.'),
  'http-500-once': refuseOnce(500, 'Something broke.'),
  'http-429-once': refuseOnce(429, 'Slow down.', { 'retry-after': '0' }),
  'http-429-long': refuse(429, 'Slow down.', { 'retry-after': '600' }),
  'no-json-at-all': (asked, response) => {
    const form = (asked.body.response_format ?? asked.body.text?.format)?.type
    return form !== undefined && form !== 'text' && refuse(400, `response_format ${form} is unknown`)(asked, response)
  },
  'no-schema': withoutSchema,
  'polite-no-schema': withoutSchema,
  html: (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in to the network</title>')
    return true
  },
  redirect: (_, response) => {
    response.writeHead(307, { location: 'http://127.0.0.1:9/v1/elsewhere' }).end()
    return true
  },
  // Until whoever asked gives up.
  hang: () => true,
  'hang-too': () => true,
  // A piece now and then, for ever: never idle, never done.
  drip: (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const timer = setInterval(() => response.write(': still thinking\n\n'), 100)
    response.on('close', () => clearInterval(timer))
    return true
  },
  // Begins to answer, and stops.
  stall: (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': thinking\n\n')
    return true
  },
  drop: (_, response) => {
    response.destroy()
    return true
  },
}
