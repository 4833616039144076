// The project's files at the left, and the ways to add one.
'use client'
import { ActionIcon } from '@mantine/core'
import { IconFilePlus } from '@tabler/icons-react'
import type { ClipboardEvent, ComponentProps } from 'react'
import styles from './file-list.module.css'
import { FileTree } from './file-tree.tsx'

type Props = ComponentProps<typeof FileTree>

export function FileList(props: Props) {
  const { adding, list } = props

  function paste(event: ClipboardEvent) {
    const files = [...event.clipboardData.files]
    if (files.length) return void adding.addDropped(files)
    const text = event.clipboardData.getData('text/plain')
    if (text) adding.ask(text)
  }

  return (
    <nav className={styles.side} aria-label="Files" onPaste={paste}>
      <div className={styles.head}>
        <h2 className={styles.title}>Files</h2>
        <ActionIcon
          variant="subtle"
          size="sm"
          c="var(--lintel-soft)"
          aria-label="New file"
          onClick={() => adding.ask()}
        >
          <IconFilePlus size={16} />
        </ActionIcon>
      </div>
      {list.length === 0 ? <p className={styles.empty}>This project has no files yet.</p> : <FileTree {...props} />}
      <p className={styles.hint}>Drop files or folders here, or paste code to make a new one.</p>
    </nav>
  )
}
