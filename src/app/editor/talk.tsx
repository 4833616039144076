// A short talk with the model about one finding: explained at a click, asked about in words, answered as it comes.
'use client'
import { Button } from '@mantine/core'
import { IconMessageCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { Finding } from '#contract/finding.ts'
import { FormProblem } from '../form-problem.tsx'
import { ModelText } from './model-text.tsx'
import styles from './talk.module.css'
import { TalkForm } from './talk-form.tsx'
import type { Talks, Talk as Told } from './use-talks.ts'

export function Talk({ finding, talks }: { finding: Finding; talks: Talks }) {
  const talk = talks.about(finding)
  const [opened, setOpened] = useState(talk.turns.length > 0)
  const [question, setQuestion] = useState('')
  async function ask(words?: string) {
    // What came to nothing need not be written again.
    if (await talks.ask(finding, words)) setQuestion('')
  }
  if (!opened)
    return (
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconMessageCircle size={14} />}
        onClick={() => setOpened(true)}
      >
        Ask the model
      </Button>
    )
  if (!talks.model) return <NoModel />
  return (
    <section className={styles.talk} aria-label={`Talk with ${talks.model.name}`}>
      <Turns talk={talk} />
      <FormProblem words={talk.problem} />
      {talk.answering ? (
        <Button size="compact-xs" variant="default" onClick={() => talks.stop(finding)}>
          Stop
        </Button>
      ) : (
        <TalkForm isFirst={talk.turns.length === 0} question={question} onType={setQuestion} ask={ask} />
      )}
    </section>
  )
}

function NoModel() {
  return (
    <p className={styles.none} role="status">
      There is no model here to ask: reviews run without one. <a href="/settings/model">How to add one</a>
    </p>
  )
}

function Turns({ talk: { turns, answering } }: { talk: Told }) {
  const waiting = answering && turns.at(-1)?.who === 'you'
  return (
    // Read out when an answer is whole, not at each piece of it.
    <div className={styles.turns} aria-live="polite" aria-busy={answering}>
      {turns.map(({ who, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said stays in its place
        <div key={index} className={styles.turn} data-who={who}>
          <p className={styles.who}>{who === 'you' ? 'You' : 'The model'}</p>
          <ModelText text={text} />
        </div>
      ))}
      {waiting && <p className={styles.waiting}>The model is asked …</p>}
    </div>
  )
}
