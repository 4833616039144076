// Review: the file that is looked at, or more of them.
'use client'
import { ActionIcon, Button, Group, Kbd, Menu } from '@mantine/core'
import { useOs } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { ChooseFilesDialog } from './choose-files-dialog.tsx'
import { NoticeItem } from './notice-item.tsx'
import type { Scope } from './review-scope.ts'
import styles from './top-bar.module.css'

export type Reviewing = {
  canReview: boolean
  onReview: () => void
  /** Asked for when the menu opens, since it changes with every key. */
  scope: () => Scope
  onReviewFiles: (paths: string[]) => void
}

export function ReviewButton({ canReview, onReview, scope, onReviewFiles }: Reviewing) {
  const apple = useOs() === 'macos'
  const [{ files, changed }, setScope] = useState<Scope>({ files: [], changed: [] })
  const [choosing, setChoosing] = useState(false)
  return (
    <Group gap={1} wrap="nowrap">
      <Button
        size="xs"
        className={styles.review}
        disabled={!canReview}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={onReview}
        rightSection={<Kbd size="xs">{apple ? '⌘ ⏎' : 'Ctrl ⏎'}</Kbd>}
      >
        Review
      </Button>
      <Menu
        position="bottom-end"
        withinPortal={false}
        withInitialFocusPlaceholder={false}
        onOpen={() => setScope(scope())}
      >
        <Menu.Target>
          <ActionIcon size={30} className={styles.more} aria-label="More ways to review">
            <IconChevronDown size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!canReview} onClick={onReview}>
            Review this file
          </Menu.Item>
          <Menu.Item disabled={changed.length === 0} onClick={() => onReviewFiles(changed)}>
            Review what changed ({changed.length})
          </Menu.Item>
          <Menu.Item disabled={files.length === 0} onClick={() => setChoosing(true)}>
            Choose files…
          </Menu.Item>
          <Menu.Item disabled={files.length === 0} onClick={() => onReviewFiles(files)}>
            Review all files
          </Menu.Item>
          <Menu.Divider />
          <NoticeItem />
        </Menu.Dropdown>
      </Menu>
      {choosing && (
        <ChooseFilesDialog
          paths={files}
          onClose={() => setChoosing(false)}
          onReview={(paths) => {
            setChoosing(false)
            onReviewFiles(paths)
          }}
        />
      )}
    </Group>
  )
}
