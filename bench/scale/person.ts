// One virtual user: writes in a file, saves it, has it reviewed, follows that to its end and reads what was found.
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import { smallCode, type User } from '../users.ts'
import { openLine } from './live-line.ts'

/** `errors`: what went wrong, in words. */
export type Diary = { times: Record<'submit' | 'ended' | 'read' | 'edit', number[]>; errors: string[] }
export const newDiary = (): Diary => ({ times: { submit: [], ended: [], read: [], edit: [] }, errors: [] })

/** @param thinkMs between two things they do; a round is one review, three edits and four readings. */
export async function live(origin: string, user: User, thinkMs: number, diary: Diary, signal: AbortSignal) {
  const headers = { cookie: user.cookie }
  const client = createClient((path, init) =>
    fetch(origin + path, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers } }),
  )
  const timed = async <T>(what: keyof Diary['times'], work: () => Promise<T>): Promise<T | undefined> => {
    const started = performance.now()
    const result = await work().catch((error) => void diary.errors.push(`${what}: ${error}`))
    if (result !== undefined) diary.times[what].push(performance.now() - started)
    // Whoever has submitted watches at once.
    if (what !== 'submit') await pause(thinkMs * (0.5 + Math.random()), undefined, { signal }).catch(() => {})
    return result
  }

  await pause(Math.random() * 8 * thinkMs, undefined, { signal }).catch(() => {}) // not all begin at once
  if (signal.aborted) return
  const line = await openLine(origin, user.cookie)
  const project = await client.createProject({ name: 'mine' })
  let file = await client.createFile(project.id, { path: 'run.py', content: smallCode })
  let ended = Promise.withResolvers<true>()
  line.onLost(() => diary.errors.push('the live socket was ended'))
  line.hear((text) => {
    if (text.includes('"type":"ended"')) ended.resolve(true)
  })
  for (let round = 0; !signal.aborted; round++) {
    for (let edit = 0; edit < 3 && !signal.aborted; edit++) {
      const content = `${smallCode}# ${round} ${edit}\n`
      file = (await timed('edit', () => client.saveFile(project.id, { ...file, content }))) ?? file
    }
    if (signal.aborted) break
    ended = Promise.withResolvers<true>()
    const accepted = await timed('submit', () =>
      client.submitReview({ projectId: project.id, files: [{ path: file.path, content: file.content }] }),
    )
    if (!accepted) continue
    await timed('ended', () => {
      line.say({ type: 'follow', reviewId: accepted.id })
      return Promise.race([ended.promise, pause(60_000).then(() => Promise.reject(new Error('not within a minute')))])
    })
    for (let read = 0; read < 4 && !signal.aborted; read++) await timed('read', () => client.getReview(accepted.id))
  }
  line.close()
}
