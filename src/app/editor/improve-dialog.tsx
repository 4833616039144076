// Asks the model to improve a piece of code, and shows what would change before anybody applies it.
'use client'
import { Button, Group, Stack, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Improved } from '#contract/model.ts'
import { FormProblem } from '../form-problem.tsx'
import { wordsOf } from '../words.ts'
import { EditorDialog } from './editor-dialog.tsx'
import { ImprovementView } from './improvement-view.tsx'
import styles from './talk.module.css'
import type { Improving, Piece } from './use-improving.ts'

type Props = { improving: Improving; piece: Piece }

export function ImproveDialog({ improving, piece }: Props) {
  const [improved, setImproved] = useState<Improved | null>(null)
  const where = piece.lines ? `${piece.path}, ${linesIn(piece.lines)}` : piece.path
  return (
    <EditorDialog
      opened
      onClose={improving.stopAsking}
      title={improved ? `Improvement of ${where}` : `Improve ${where}`}
      size={improved?.edits.length ? 'min(1400px, 96vw)' : 'md'}
    >
      {improved ? (
        <ImprovementView
          piece={piece}
          improved={improved}
          onApply={() => void improving.apply(piece, improved)}
          onDiscard={improving.stopAsking}
        />
      ) : (
        <Wish improving={improving} piece={piece} onImproved={setImproved} />
      )}
    </EditorDialog>
  )
}

const linesIn = ({ first, last }: NonNullable<Piece['lines']>) =>
  first === last ? `line ${first}` : `lines ${first} to ${last}`

function Wish({ improving, piece, onImproved }: Props & { onImproved: (improved: Improved) => void }) {
  const [wish, setWish] = useState('')
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    setAsking(true)
    setProblem(null)
    try {
      onImproved(await improving.improve(piece, wish.trim()))
    } catch (error) {
      setProblem(wordsOf(error))
      setAsking(false)
    }
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem words={problem} />
        <Textarea
          label="What should be better?"
          description={`It goes to ${improving.model?.name}, with its secrets hidden. Nothing is changed before you have seen it.`}
          placeholder="Make it clearer and safer."
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={wish}
          disabled={asking}
          onChange={(event) => setWish(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <p className={styles.waiting} role="status">
            {asking && 'The model is asked. This may take a minute.'}
          </p>
          <Button variant="default" onClick={improving.stopAsking}>
            Cancel
          </Button>
          <Button type="submit" loading={asking}>
            Ask the model
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
