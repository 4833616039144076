// Signed-in people for the bench, made through the front door, and what they do there.
import { newVisitor, type Visitor } from '../bin/testing/visitor.ts'

export type User = { cookie: string }

/** The first one is the instance's administrator. */
export async function signUp(origin: string, count: number): Promise<[Visitor, ...Visitor[]]> {
  const users: [Visitor, ...Visitor[]] = [await newVisitor(origin)]
  while (users.length < count) users.push(...(await Promise.all([newVisitor(origin), newVisitor(origin)])))
  return users
}

export const smallCode = 'import os\n\n\ndef run(name):\n    os.system("ls " + name)\n'

/** Answers the id; throws for everything but 202. */
export async function submit(origin: string, user: User): Promise<string> {
  const headers = { 'content-type': 'application/json', cookie: user.cookie }
  const body = JSON.stringify({ code: smallCode, language: 'python' })
  const response = await fetch(`${origin}/api/reviews`, { method: 'POST', headers, body })
  const answer = await response.text()
  if (response.status !== 202) throw new Error(`a submission was answered with ${response.status}: ${answer}`)
  return JSON.parse(answer).id
}
