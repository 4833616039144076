// Several processes of one kind: whoever dies is replaced, and each can be killed, frozen or sent home.
import { setTimeout as pause } from 'node:timers/promises'
import type { Variables } from '../../bin/launch/child.ts'
import { type Member, startMember } from './member.ts'
import { POISONED } from './order.ts'
import type { Kill } from './recovery.ts'
import type { Stage } from './stage.ts'

export type Crew = {
  /** All there ever were. */
  members: Member[]
  kills: Kill[]
  alive: () => Member[]
  /** The last words of those that ended though nobody wanted it. */
  deserters: () => string[]
  /** Resolves when all of them have logged this event. */
  untilLogged: (event: string) => Promise<void>
  /** `pick`, from 0 to 1, chooses among those alive. */
  kill: (pick: number) => void
  freeze: (pick: number, ms: number) => Promise<void>
  /** SIGTERM; the next one starts at once, as in a rolling restart. */
  restart: (pick: number) => void
  /** SIGTERM to all; who is still there after `patienceMs` is killed and counted. */
  dismiss: (patienceMs?: number) => Promise<number>
}

type Spec = {
  name: string
  entry: string
  size: number
  about?: object
  settings?: Variables
  /** False: the dead stay dead. */
  replaced?: boolean
}

const REPLACED_AFTER_MS = 300

export function gather(
  { env, dataDir }: Stage,
  { name, entry, size, about = {}, settings = {}, replaced = true }: Spec,
): Crew {
  const members: Member[] = []
  const kills: Kill[] = []
  let dismissed = false
  const deserters: string[] = []
  const alive = () => members.filter((member) => !member.hasEnded())
  const leaving = new Set<Member>()
  const start = () => {
    const member = startMember({
      name: `${name}-${members.length}`,
      entry,
      about,
      env: { ...env, ...settings },
      folder: dataDir,
    })
    members.push(member)
    void member.ended.then(async () => {
      if (dismissed || leaving.has(member)) return
      const isExplained = kills.some(({ pid }) => pid === member.pid) || member.log().endsWith(POISONED)
      if (!isExplained) deserters.push(`${member.name}: ${member.log().slice(-400)}`)
      await pause(REPLACED_AFTER_MS)
      if (replaced && !dismissed) start()
    })
  }
  const chosen = (pick: number) => {
    const here = alive().filter((member) => !leaving.has(member))
    return here[Math.floor(pick * here.length)]
  }
  for (let count = 0; count < size; count++) start()
  return {
    members,
    kills,
    alive,
    deserters: () => deserters,
    async untilLogged(event) {
      const ready = (member: Member) => member.log().includes(`"event":"${event}"`)
      for (let waited = 0; members.length < size || !alive().every(ready); waited += 100) {
        if (deserters.length > 0 || waited > 60_000)
          throw new Error(`${name} did not start:\n${members[0]?.log().slice(-2000)}`)
        await pause(100)
      }
    },
    kill(pick) {
      const member = chosen(pick)
      if (!member) return
      kills.push({ pid: member.pid, at: Date.now() })
      member.signal('SIGKILL')
    },
    async freeze(pick, ms) {
      const member = chosen(pick)
      member?.signal('SIGSTOP')
      await pause(ms)
      member?.signal('SIGCONT')
    },
    restart(pick) {
      const member = chosen(pick)
      if (!member) return
      leaving.add(member)
      member.signal('SIGTERM')
      start()
    },
    async dismiss(patienceMs = 10_000) {
      dismissed = true
      const last = alive()
      for (const member of last) {
        member.signal('SIGCONT')
        member.signal('SIGTERM')
      }
      await Promise.race([Promise.all(last.map(({ ended }) => ended)), pause(patienceMs)])
      const stubborn = alive()
      for (const member of stubborn) member.signal('SIGKILL')
      await Promise.all(stubborn.map(({ ended }) => ended))
      return stubborn.length
    },
  }
}
