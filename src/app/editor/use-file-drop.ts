// Files dropped anywhere on the page become files of the project.
'use client'
import { type DragEvent, useState } from 'react'

const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** Listens on the way down: the text editor below would otherwise take the drop for itself. */
export function useFileDrop(onDrop: (files: File[]) => void) {
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
      onDrop([...event.dataTransfer.files])
    },
  }
  return { over, handlers }
}
