// New files: named in a dialog, pasted, or dropped; whatever cannot be one is told in words.
'use client'
import { useState } from 'react'
import type { NewFile } from '#contract/project.ts'
import { wordsOf } from '../words.ts'
import type { FileStore } from './file-store.ts'
import { checkedFile, readFile } from './read-file.ts'

export type Adding = ReturnType<typeof useAddFiles>

export function useAddFiles(store: FileStore, show: (path: string) => void) {
  /** The dialog is open, with this text for the new file, and with the folder it begins in. */
  const [asking, setAsking] = useState<{ content: string; folder: string } | null>(null)
  const [refusals, setRefusals] = useState<string[]>([])

  /** Null when it worked, else why not. */
  async function add(path: string, content: string): Promise<string | null> {
    const outcome = checkedFile(path.trim(), content)
    return 'refusal' in outcome ? outcome.refusal : create(outcome.file)
  }

  async function create(file: NewFile): Promise<string | null> {
    if (store.list().some(({ path }) => path === file.path)) return `${file.path} is there already.`
    try {
      await store.create(file.path, file.content)
      show(file.path)
      return null
    } catch (error) {
      return `${file.path} could not be added. ${wordsOf(error)}`
    }
  }

  async function addDropped(files: File[]) {
    const refused: string[] = []
    for (const file of files) {
      const outcome = await readFile(file)
      const refusal = 'refusal' in outcome ? outcome.refusal : await create(outcome.file)
      if (refusal) refused.push(refusal)
    }
    setRefusals(refused)
  }

  return {
    asking,
    ask: (content = '', folder = '') => setAsking({ content, folder }),
    stopAsking: () => setAsking(null),
    add,
    addDropped,
    refusals,
    complain: (words: string) => setRefusals([words]),
    forgetRefusals: () => setRefusals([]),
  }
}
