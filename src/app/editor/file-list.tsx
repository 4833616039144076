// The project's files at the left, by folder, each with its state and the number of its findings.
'use client'
import { ActionIcon } from '@mantine/core'
import { IconFilePlus } from '@tabler/icons-react'
import type { ClipboardEvent } from 'react'
import type { Finding } from '#contract/finding.ts'
import styles from './file-list.module.css'
import type { FileInfo } from './file-store.ts'
import type { Adding } from './use-add-files.ts'

type Props = {
  list: FileInfo[]
  active: string | null
  findings: Finding[]
  onShow: (path: string) => void
  adding: Adding
}

export function FileList({ list, active, findings, onShow, adding }: Props) {
  const counts = new Map<string, number>()
  for (const { path } of findings) counts.set(path, (counts.get(path) ?? 0) + 1)

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
      {byFolder(list).map(([folder, files]) => (
        <div key={folder}>
          {folder && <h3 className={styles.folder}>{folder}</h3>}
          <ul className={styles.list}>
            {files.map((file) => (
              <li key={file.path}>
                <button
                  type="button"
                  className={styles.file}
                  aria-current={file.path === active ? 'true' : undefined}
                  onClick={() => onShow(file.path)}
                >
                  <span className={styles.name}>{file.path.slice(folder.length && folder.length + 1)}</span>
                  {file.state !== 'saved' && <span className={styles.dot} role="img" aria-label="not saved yet" />}
                  {counts.has(file.path) && <Count of={counts.get(file.path) ?? 0} />}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p className={styles.hint}>Drop files here, or paste code to make a new one.</p>
    </nav>
  )
}

function Count({ of }: { of: number }) {
  return (
    <span className={styles.count} role="img" aria-label={of === 1 ? '1 finding' : `${of} findings`}>
      {of}
    </span>
  )
}

function byFolder(list: FileInfo[]): [string, FileInfo[]][] {
  const folders = new Map<string, FileInfo[]>()
  for (const file of list) {
    const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')))
    folders.set(folder, [...(folders.get(folder) ?? []), file])
  }
  return [...folders].sort(([a], [b]) => a.localeCompare(b))
}
