// A receiver of webhooks on this machine: hears everything, and answers as it is told.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Heard = { headers: Record<string, string>; body: string }
export type Receiver = { url: string; heard: Heard[]; answer: (response: ServerResponse) => void; stop: () => void }

export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    receiver.heard.push({ headers: request.headers as Record<string, string>, body })
    receiver.answer(response)
  })
  const receiver: Receiver = {
    url: '',
    heard: [],
    answer: (response) => void response.writeHead(204).end(),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return receiver
}
