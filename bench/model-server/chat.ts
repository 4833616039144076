// The chat completions interface: whole, or as server-sent events.
import type { ServerResponse } from 'node:http'
import type { Answer } from './scripts.ts'
import { piecesOf, TOKENS } from './stream.ts'

export type Sent = Answer & { model: string; stream: boolean }

const usage = {
  prompt_tokens: TOKENS.input,
  completion_tokens: TOKENS.output,
  total_tokens: TOKENS.input + TOKENS.output,
}

export function sendChat(response: ServerResponse, { model, text, cutOff, stream }: Sent): void {
  const finish_reason = cutOff ? 'length' : 'stop'
  const about = { id: 'chat-1', created: 1, model }
  if (!stream) {
    const choices = [{ index: 0, message: { role: 'assistant', content: text }, finish_reason }]
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ...about, object: 'chat.completion', choices, usage }))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const event = (data: object) =>
    response.write(`data: ${JSON.stringify({ ...about, object: 'chat.completion.chunk', ...data })}\n\n`)
  event({ choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] })
  for (const piece of piecesOf(text)) event({ choices: [{ index: 0, delta: { content: piece } }] })
  event({ choices: [{ index: 0, delta: {}, finish_reason }] })
  event({ choices: [], usage })
  response.end('data: [DONE]\n\n')
}
