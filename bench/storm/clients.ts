// People who want their reviews: they submit with an idempotency key until they are told that it was accepted.
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '#accounts/actor.ts'
import type { Chance } from '../../bin/testing/random.ts'
import type { Answer, Question } from './api.ts'
import type { Crew } from './crew.ts'
import type { Order } from './order.ts'

export type Clients = {
  actors: Actor[]
  /** Every id they were ever told, for each key: more than one is a duplicate. */
  accepted: Map<string, Set<string>>
  /** Reviews of which they were told that they are cancelled. */
  cancelled: Set<string>
  /** Milliseconds of every answer to a submission. */
  answers: number[]
  /** By the problem's code. */
  refusals: Record<string, number>
  /** Resolves when it was accepted, or nobody had accepted it after `patienceMs`. */
  submit: (order: Order, actor: Actor, patienceMs: number) => Promise<string | null>
  cancel: (actor: Actor, id: string) => Promise<void>
  /** A new review of the same, once the first has ended. */
  retry: (actor: Actor, id: string) => Promise<void>
}

/** Answers what came of it; rejects when the process died or was silent. */
const ask = async (doors: Crew, by: Chance, question: Question) => {
  const door = by.one(doors.alive().filter((one) => one.isReady()))
  if (!door) throw new Error('no door is open')
  return door.ask<Answer<string>>(question)
}

export async function inviteClients(doors: Crew, by: Chance, count: number): Promise<Clients> {
  const door = doors.alive()[0]
  const actors: Actor[] = []
  while (actors.length < count) {
    const answer = await door?.ask<Answer<Actor>>({ do: 'enrol' }, 120_000)
    if (!answer || 'refused' in answer) throw new Error(`nobody could be enrolled: ${answer?.refused}`)
    actors.push(answer.result)
  }
  const clients: Clients = { actors, accepted: new Map(), cancelled: new Set(), answers: [], refusals: {}, ...deeds() }
  return clients

  function deeds() {
    return {
      async submit(order: Order, actor: Actor, patienceMs: number) {
        const deadline = Date.now() + patienceMs
        while (Date.now() < deadline) {
          const asked = performance.now()
          const answer = await ask(doors, by, { do: 'submit', actor, order }).catch(() => null)
          if (answer && 'result' in answer) {
            clients.answers.push(performance.now() - asked)
            keep(order.key, answer.result)
            return answer.result
          }
          const why = answer ? answer.refused : 'no answer'
          clients.refusals[why] = (clients.refusals[why] ?? 0) + 1
          await pause(200 + by.next() * 300)
        }
        return null
      },
      async cancel(actor: Actor, id: string) {
        const answer = await ask(doors, by, { do: 'cancel', actor, id }).catch(() => null)
        if (answer && 'result' in answer && answer.result === 'cancelled') clients.cancelled.add(id)
      },
      async retry(actor: Actor, id: string) {
        const answer = await ask(doors, by, { do: 'retry', actor, id }).catch(() => null)
        if (answer && 'result' in answer) keep(`retry of ${id}: ${answer.result}`, answer.result)
      },
    }
  }

  function keep(key: string, id: string) {
    clients.accepted.set(key, (clients.accepted.get(key) ?? new Set()).add(id))
  }
}
