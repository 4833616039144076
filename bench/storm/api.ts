// An API process without HTTP: does what it is asked by message, and sweeps as every process does.
import { randomUUID } from 'node:crypto'
import type { Actor } from '#accounts/actor.ts'
import { createAccount } from '#accounts/register.ts'
import { Problem } from '#contract/problem.ts'
import { db } from '#db/client.ts'
import { connectRedis } from '#redis.ts'
import { cancelReview } from '#reviews/cancel.ts'
import { resubmitReview } from '#reviews/resubmit.ts'
import { submitReview } from '#reviews/submit.ts'
import { startSweeping } from '#reviews/sweep.ts'
import { type Order, submissionOf } from './order.ts'

export type Question =
  | { do: 'enrol' }
  | { do: 'submit'; actor: Actor; order: Order }
  | { do: 'cancel'; actor: Actor; id: string }
  | { do: 'retry'; actor: Actor; id: string }

/** `refused` is the problem's code. */
export type Answer<Result> = { result: Result } | { refused: string; retryAfterSeconds: number }

const { sweeps = true }: { sweeps?: boolean } = JSON.parse(process.argv[2] ?? '{}')

await connectRedis()
if (sweeps) startSweeping(new AbortController().signal)

process.on('message', async (message: Question & { n: number }) => {
  const answer = await perform(message).then(
    (result) => ({ result }),
    (error) => ({
      refused: error instanceof Problem ? error.code : String(error).slice(0, 50),
      retryAfterSeconds: error instanceof Problem ? (error.retryAfterSeconds ?? 0) : 0,
    }),
  )
  process.send?.({ n: message.n, answer })
})

process.send?.({ ready: true })

async function perform(question: Question): Promise<unknown> {
  if (question.do === 'enrol') return enrol()
  if (question.do === 'submit') {
    const { actor, order } = question
    return (await submitReview(actor, submissionOf(order), order.key)).accepted.id
  }
  const { actor, id } = question
  if (question.do === 'cancel') return (await cancelReview(actor, id)).status
  return (await resubmitReview(actor, id, `again-${id}`)).accepted.id
}

/** An account without a password: nobody signs in here. */
async function enrol(): Promise<Actor> {
  const email = `${randomUUID()}@example.com`
  const account = { email, name: null, passwordHash: null, invitation: null }
  const device = { userAgent: 'storm', address: '127.0.0.1' }
  const { user, workspaceId } = await db().transaction((tx) => createAccount(tx, account, device))
  return { userId: user.id, workspaceId, sessionId: randomUUID(), email, name: null, role: 'member' }
}
