// Talks with the model about findings: each stays as long as the page does, whichever card of its finding is open.
'use client'
import { useRef, useState } from 'react'
import type { ModelAtHand } from '#contract/model.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'

export type Turn = { who: 'you' | 'model'; text: string }
/** `problem`: why the last question came to nothing, in words. */
export type Talk = { turns: Turn[]; answering: boolean; problem: string | null }
export type Talks = ReturnType<typeof useTalks>

/** What the server takes of what was said before. */
const MOST = { turns: 10, characters: 8000 }
const EXPLAIN = 'Explain this finding.'
const silence: Talk = { turns: [], answering: false, problem: null }

export function useTalks(model: ModelAtHand | null) {
  const [talks, setTalks] = useState<ReadonlyMap<string, Talk>>(new Map())
  const stops = useRef(new Map<string, AbortController>())
  const about = (id: string) => talks.get(id) ?? silence
  const change = (id: string, next: (talk: Talk) => Talk) =>
    setTalks((talks) => new Map(talks).set(id, next(talks.get(id) ?? silence)))

  /** Without a question the finding is explained. Answers whether anything was said. */
  async function ask(id: string, question?: string): Promise<boolean> {
    const before = about(id).turns
    const stop = new AbortController()
    stops.current.set(id, stop)
    change(id, () => ({
      turns: [...before, { who: 'you', text: question ?? EXPLAIN }],
      answering: true,
      problem: null,
    }))
    let said = ''
    const tell = (piece: string) => {
      said += piece
      const turns: Turn[] = [...before, { who: 'you', text: question ?? EXPLAIN }, { who: 'model', text: said }]
      change(id, (talk) => ({ ...talk, turns }))
    }
    const problem = await client
      .askAboutFinding(id, { ...(question && { question }), thread: thread(before) }, tell, stop.signal)
      .then(
        () => (said.trim() === '' ? 'The model said nothing.' : null),
        (error: unknown) => (stop.signal.aborted ? null : wordsOf(error)),
      )
    change(id, ({ turns }) => ({ turns: said.trim() === '' ? before : turns, answering: false, problem }))
    return said.trim() !== ''
  }

  return { model, about, ask, stop: (id: string) => stops.current.get(id)?.abort() }
}

const thread = (turns: Turn[]): Turn[] =>
  turns.slice(-MOST.turns).map(({ who, text }) => ({ who, text: text.trim().slice(0, MOST.characters) }))
