// Review: the file that is looked at, or all of them.
'use client'
import { ActionIcon, Button, Group, Kbd, Menu } from '@mantine/core'
import { useOs } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import styles from './top-bar.module.css'

type Props = { canReview: boolean; onReview: () => void; onReviewAll: () => void }

export function ReviewButton({ canReview, onReview, onReviewAll }: Props) {
  const apple = useOs() === 'macos'
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
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={30} className={styles.more} aria-label="More ways to review">
            <IconChevronDown size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!canReview} onClick={onReview}>
            Review this file
          </Menu.Item>
          <Menu.Item onClick={onReviewAll}>Review all files</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
