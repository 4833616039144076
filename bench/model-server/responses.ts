// The responses interface: whole, or as server-sent events.
import type { ServerResponse } from 'node:http'
import type { Sent } from './chat.ts'
import { piecesOf, TOKENS } from './stream.ts'

const usage = {
  input_tokens: TOKENS.input,
  output_tokens: TOKENS.output,
  total_tokens: TOKENS.input + TOKENS.output,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens_details: { reasoning_tokens: 0 },
}

export function sendResponse(response: ServerResponse, sent: Sent): void {
  const whole = describe(sent)
  if (!sent.stream) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  let sequence_number = 0
  const event = (type: string, data: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence_number++, ...data })}\n\n`)
  const [item] = whole.output
  const place = { item_id: 'message-1', output_index: 0, content_index: 0 }
  event('response.created', { response: { ...whole, status: 'in_progress', output: [], usage: null } })
  event('response.output_item.added', { output_index: 0, item: { ...item, status: 'in_progress', content: [] } })
  event('response.content_part.added', { ...place, part: { type: 'output_text', text: '', annotations: [] } })
  for (const delta of piecesOf(sent.text)) event('response.output_text.delta', { ...place, delta })
  event('response.output_text.done', { ...place, text: sent.text })
  event('response.output_item.done', { output_index: 0, item })
  event(sent.cutOff ? 'response.incomplete' : 'response.completed', { response: whole })
  response.end()
}

const describe = ({ model, text, cutOff }: Sent) => ({
  id: 'response-1',
  object: 'response',
  created_at: 1,
  model,
  status: cutOff ? 'incomplete' : 'completed',
  error: null,
  incomplete_details: cutOff ? { reason: 'max_output_tokens' } : null,
  output: [
    {
      type: 'message',
      id: 'message-1',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text, annotations: [] }],
    },
  ],
  usage,
})
