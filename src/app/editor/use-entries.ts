// What can be done to a file or folder of the tree: moved and renamed, or deleted, each after a question.
'use client'
import { useState } from 'react'
import { FilePath } from '#contract/file.ts'
import { wordsOf } from '../words.ts'
import type { FileStore } from './file-store.ts'
import { isFolder, pathOfEntry } from './file-tree-data.ts'

export type Entries = ReturnType<typeof useEntries>
/** `value` is the path of a file, or of a folder with a slash at its end. */
export type EntryQuestion = { about: 'move' | 'delete'; value: string }

/** @param complain is told why a drop came to nothing. */
export function useEntries(store: FileStore, complain: (words: string) => void) {
  const [question, setQuestion] = useState<EntryQuestion | null>(null)

  /** Null when it worked, else why not. */
  async function move(value: string, to: string): Promise<string | null> {
    const { success, data, error } = FilePath.safeParse(to.trim().replace(/\/$/, ''))
    if (!success) return error.issues[0]?.message ?? 'This is not a path.'
    if (data === pathOfEntry(value)) return null
    return wordsIfItFails(isFolder(value) ? store.moveFolder(pathOfEntry(value), data) : store.move(value, data))
  }

  const remove = (value: string) =>
    wordsIfItFails(isFolder(value) ? store.removeFolder(pathOfEntry(value)) : store.remove(value))

  async function drop(value: string, to: string) {
    const refusal = await move(value, to)
    if (refusal) complain(`${pathOfEntry(value)} was not moved. ${refusal}`)
  }

  return {
    question,
    ask: (about: EntryQuestion['about'], value: string) => setQuestion({ about, value }),
    stopAsking: () => setQuestion(null),
    move,
    remove,
    drop,
  }
}

const wordsIfItFails = (deed: Promise<unknown>): Promise<string | null> =>
  deed.then(
    () => null,
    (error: unknown) => wordsOf(error),
  )
