// A refusal before Next: the same problem details that handlers give.
import type { ServerResponse } from 'node:http'
import { Problem, type ProblemCode, problemDetails } from '#contract/problem.ts'

export function refuse(response: ServerResponse, requestId: string, code: ProblemCode, detail: string): void {
  if (response.headersSent) return void response.destroy()
  const details = problemDetails(new Problem(code, detail), requestId)
  response.writeHead(details.status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(details))
}
