// Over the second group: which file it shows, and the way to close it.
'use client'
import { ActionIcon, NativeSelect } from '@mantine/core'
import { IconX } from '@tabler/icons-react'

import type { FileInfo } from './file-store.ts'
import styles from './split-head.module.css'

type Props = { path: string; list: FileInfo[]; onShow: (path: string) => void; onClose: () => void }

export function SplitHead({ path, list, onShow, onClose }: Props) {
  return (
    <div className={styles.head}>
      <NativeSelect
        size="xs"
        className={styles.file ?? ''}
        aria-label="File in the second group"
        value={path}
        data={list.map(({ path }) => path)}
        onChange={(event) => onShow(event.currentTarget.value)}
      />
      <ActionIcon variant="subtle" c="var(--lintel-soft)" aria-label="Close the second group" onClick={onClose}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}
