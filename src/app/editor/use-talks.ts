// Talks with the model about findings: each stays as long as the page does, also when another review finds the same again.
'use client'
import { useRef, useState } from 'react'
import type { Finding } from '#contract/finding.ts'
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
  const about = (finding: Finding) => talks.get(nameOf(finding)) ?? silence
  const change = (name: string, next: (talk: Talk) => Talk) =>
    setTalks((talks) => new Map(talks).set(name, next(talks.get(name) ?? silence)))

  /** Without a question the finding is explained. Answers whether anything was said. */
  async function ask(finding: Finding, question?: string): Promise<boolean> {
    const name = nameOf(finding)
    const before = about(finding).turns
    const turns: Turn[] = [...before, { who: 'you', text: question ?? EXPLAIN }]
    const stop = new AbortController()
    stops.current.set(name, stop)
    change(name, () => ({ turns, answering: true, problem: null }))
    let said = ''
    const tell = (piece: string) => {
      said += piece
      change(name, (talk) => ({ ...talk, turns: [...turns, { who: 'model', text: said }] }))
    }
    const problem = await client
      .askAboutFinding(finding.id, { ...(question && { question }), thread: thread(before) }, tell, stop.signal)
      .then(
        () => (said.trim() === '' ? 'The model said nothing.' : null),
        (error: unknown) => (stop.signal.aborted ? null : wordsOf(error)),
      )
    change(name, ({ turns }) => ({ turns: said.trim() === '' ? before : turns, answering: false, problem }))
    return said.trim() !== ''
  }

  return { model, about, ask, stop: (finding: Finding) => stops.current.get(nameOf(finding))?.abort() }
}

/** A finding has another id in each review. */
const nameOf = ({ path, fingerprint }: Finding) => `${path}\n${fingerprint}`

const thread = (turns: Turn[]): Turn[] =>
  turns.slice(-MOST.turns).map(({ who, text }) => ({ who, text: text.trim().slice(0, MOST.characters) }))
