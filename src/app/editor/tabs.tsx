// The open files above the text.
'use client'
import { IconX } from '@tabler/icons-react'
import type { FileInfo } from './file-store.ts'
import styles from './tabs.module.css'

type Props = {
  open: string[]
  active: string | null
  list: FileInfo[]
  onShow: (path: string) => void
  onClose: (path: string) => void
}

export function Tabs({ open, active, list, onShow, onClose }: Props) {
  const unsaved = new Set(list.filter(({ state }) => state !== 'saved').map(({ path }) => path))
  return (
    // A list of buttons, not a tablist: a tab may not hold the button that closes it.
    <ul className={styles.tabs} aria-label="Open files">
      {open.map((path) => (
        <li key={path} className={styles.tab} data-active={path === active || undefined}>
          <button
            type="button"
            className={styles.name}
            title={path}
            aria-current={path === active ? 'true' : undefined}
            onClick={() => onShow(path)}
          >
            {path.split('/').at(-1)}
            {unsaved.has(path) && <span className={styles.dot} role="img" aria-label="not saved yet" />}
          </button>
          <button type="button" className={styles.close} aria-label={`Close ${path}`} onClick={() => onClose(path)}>
            <IconX size={14} />
          </button>
        </li>
      ))}
    </ul>
  )
}
