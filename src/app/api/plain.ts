// An answer as the front door writes it. A `Response`, with its stream for a body, costs more than all else that a hot read does.
import type { Asked, Route } from './handle.ts'

export type Plain = { status: number; headers: Map<string, string>; body: Uint8Array<ArrayBuffer> | string }

/** Headers by their names in lower case. */
export type Answer = Response | Plain

export const isPlain = (answer: Answer): answer is Plain => answer.headers instanceof Map

/** For the road through Next, which knows nothing but a `Response`. */
export const asRoute =
  (route: Route<Asked, Plain>): Route =>
  async (request, context) => {
    const answer = await route(request, context)
    if (!isPlain(answer)) return answer
    return new Response(answer.body, { status: answer.status, headers: [...answer.headers] })
  }

export const plainJson = (body: Plain['body'], more: [string, string][] = []): Plain => ({
  status: 200,
  headers: new Map([['content-type', 'application/json'], ...more]),
  body,
})
