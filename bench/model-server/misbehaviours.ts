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
  (status: number, message: string): Misbehave =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '5' })
    response.end(JSON.stringify({ error: { message, type: 'error', code: null } }))
    return true
  }

const schemaRefused = refuse(400, "'response_format' of type 'json_schema' is not supported")

export const misbehaviours: Record<string, Misbehave> = {
  'http-400': refuse(400, 'Bad request.'),
  'http-401': refuse(401, 'Incorrect API key provided: sk-secret-of-the-operator.'),
  'http-404': refuse(404, 'There is no such model.'),
  'http-429': refuse(429, 'Slow down.'),
  'http-500': refuse(500, 'Something broke.'),
  'http-500-once': (asked, response) => asked.times === 0 && refuse(500, 'Something broke.')(asked, response),
  'no-schema': (asked, response) =>
    (asked.body.response_format ?? asked.body.text?.format)?.type === 'json_schema' && schemaRefused(asked, response),
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
  drop: (_, response) => {
    response.destroy()
    return true
  },
}
