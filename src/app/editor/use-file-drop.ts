// Files and folders dropped anywhere on the page become files of the project.
'use client'
import { type DragEvent, useState } from 'react'
import { entriesWithFolder, filesIn } from './dropped-entries.ts'
import type { ChosenFile } from './read-import.ts'

type Listeners = { onFiles: (files: File[]) => void; onFolder: (files: Promise<ChosenFile[]>) => void }

const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** Listens on the way down: the text editor below would otherwise take the drop for itself. */
export function useFileDrop({ onFiles, onFolder }: Listeners) {
  const [over, setOver] = useState(false)

  const handlers = {
    onDragOverCapture(event: DragEvent) {
      if (!holdsFiles(event)) return
      event.preventDefault()
      event.stopPropagation()
      setOver(true)
    },
    onDragLeaveCapture(event: DragEvent) {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
    },
    onDropCapture(event: DragEvent) {
      if (!holdsFiles(event)) return
      event.preventDefault()
      event.stopPropagation()
      setOver(false)
      const entries = entriesWithFolder(event.dataTransfer)
      if (entries) onFolder(filesIn(entries))
      else onFiles([...event.dataTransfer.files])
    },
  }
  return { over, handlers }
}
