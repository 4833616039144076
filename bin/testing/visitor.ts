// Somebody at the door of a running Lintel, with cookies in hand and no browser.
import { randomUUID } from 'node:crypto'
import { PASSWORD } from './people.ts'

export type Visitor = { email: string; at: string; rt: string; cookie: string }

/** Registers somebody new. */
export async function newVisitor(origin: string, email = `${randomUUID()}@example.com`): Promise<Visitor> {
  const body = JSON.stringify({ email, password: PASSWORD })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${origin}/api/auth/register`, { method: 'POST', headers, body })
  if (response.status !== 201) throw new Error(`registering was answered with ${response.status}`)
  const { at = '', rt = '' } = cookiesOf(response)
  return { email, at, rt, cookie: `__Host-at=${at}; __Host-rt=${rt}` }
}

/** The values of the cookies an answer sets, by their names without the prefix. */
export const cookiesOf = (response: Response): { at?: string; rt?: string } =>
  Object.fromEntries(response.headers.getSetCookie().map((line) => /^__Host-(\w+)=([^;]*)/.exec(line)?.slice(1) ?? []))
