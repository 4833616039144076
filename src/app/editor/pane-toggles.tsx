// Two buttons that fold the panes beside the text away and back.
'use client'
import { ActionIcon } from '@mantine/core'
import { useOs } from '@mantine/hooks'
import { IconLayoutSidebar, IconLayoutSidebarRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { keyWords } from './key-words.ts'
import styles from './status-bar.module.css'
import type { Folds, Pane } from './use-folds.ts'

export function PaneToggles({ folds }: { folds: Folds }) {
  const apple = useOs() === 'macos'
  const toggle = (pane: Pane, label: string, keys: string, icon: ReactNode) => (
    <ActionIcon
      size={24}
      variant="subtle"
      c="var(--lintel-soft)"
      aria-label={label}
      aria-pressed={!folds.folded.includes(pane)}
      title={`${label} (${keyWords(keys, apple)})`}
      onClick={() => folds.toggle(pane)}
    >
      {icon}
    </ActionIcon>
  )
  return (
    <span className={styles.toggles}>
      {toggle('side', 'Show the pane of files', 'mod+B', <IconLayoutSidebar size={16} />)}
      {toggle('problems', 'Show the problems', 'mod+J', <IconLayoutSidebarRight size={16} />)}
    </span>
  )
}
