// Many files brought into the project at once: how far that is, and what became of each.
'use client'
import { useState } from 'react'
import type { ImportQuery, ImportResult } from '#contract/import.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import type { FileStore } from './file-store.ts'
import { type ChosenFile, readImport } from './read-import.ts'

export type Importing = ReturnType<typeof useImport>
type OnConflict = ImportQuery['onConflict']

export function useImport(projectId: string, store: FileStore) {
  const [onConflict, setOnConflict] = useState<OnConflict>('fail')
  const [sending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [result, setResult] = useState<ImportResult | null>(null)

  function forget() {
    setRefusal(null)
    setResult(null)
  }

  async function send(files: ChosenFile[], onConflict: OnConflict): Promise<ImportResult> {
    await store.flush()
    const result = await readImport(files, {
      zip: (zip) => client.importZip(projectId, zip, onConflict),
      files: (files) => client.importFiles(projectId, { files }, onConflict),
    })
    await store.refresh()
    return result
  }

  /** @param chosen or what is going to be chosen, as with a folder that is still walked through. */
  async function take(chosen: ChosenFile[] | Promise<ChosenFile[]>, policy = onConflict) {
    setOnConflict(policy)
    setSending(true)
    forget()
    try {
      const files = await chosen
      if (files.length > 0) setResult(await send(files, policy))
      else setRefusal('Nothing was imported: there are no files in it.')
    } catch (error) {
      setRefusal(`Nothing was imported. ${wordsOf(error)}`)
    }
    setSending(false)
  }

  return { onConflict, setOnConflict, sending, refusal, result, take, forget }
}
