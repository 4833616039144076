// Review: the file that is looked at, or more of them.
'use client'
import { ActionIcon, Button, Group, Kbd, Menu } from '@mantine/core'
import { useOs } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { ChooseFilesDialog } from './choose-files-dialog.tsx'
import { Estimated } from './estimated.tsx'
import { NoticeItem } from './notice-item.tsx'
import type { Scope } from './review-scope.ts'
import styles from './top-bar.module.css'
import type { Reviewing } from './use-reviewing.ts'

export function ReviewButton({ reviewing }: { reviewing: Reviewing }) {
  const apple = useOs() === 'macos'
  const [scope, setScope] = useState<Scope>({ files: [], changed: [] })
  const [choosing, setChoosing] = useState(false)
  return (
    <Group gap={1} wrap="nowrap">
      <Button
        size="xs"
        className={styles.review}
        disabled={!reviewing.possible}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={reviewing.reviewCurrent}
        rightSection={<Kbd size="xs">{apple ? '⌘ ⏎' : 'Ctrl ⏎'}</Kbd>}
      >
        Review
      </Button>
      <Menu
        position="bottom-end"
        withinPortal={false}
        withInitialFocusPlaceholder={false}
        onOpen={() => setScope(reviewing.scope())}
      >
        <Menu.Target>
          <ActionIcon size={30} className={styles.more} aria-label="More ways to review">
            <IconChevronDown size={16} />
          </ActionIcon>
        </Menu.Target>
        <Ways reviewing={reviewing} scope={scope} onChoose={() => setChoosing(true)} />
      </Menu>
      {choosing && (
        <ChooseFilesDialog
          paths={scope.files}
          onClose={() => setChoosing(false)}
          onReview={(paths) => {
            setChoosing(false)
            reviewing.reviewFiles(paths)
          }}
        />
      )}
    </Group>
  )
}

type WaysProps = { reviewing: Reviewing; scope: Scope; onChoose: () => void }

function Ways({ reviewing, scope: { files, changed }, onChoose }: WaysProps) {
  const unchanged = files.length > 0 && changed.length === 0
  return (
    <Menu.Dropdown>
      <Menu.Item
        disabled={!reviewing.possible}
        onClick={reviewing.reviewCurrent}
        rightSection={<Estimated reviewing={reviewing} paths={files.filter((path) => path === reviewing.current)} />}
      >
        Review this file
      </Menu.Item>
      <Menu.Item
        disabled={changed.length === 0}
        onClick={reviewing.reviewChanged}
        rightSection={<Estimated reviewing={reviewing} paths={changed} />}
      >
        {unchanged ? 'Nothing changed since the last review' : `Review what changed (${changed.length})`}
      </Menu.Item>
      <Menu.Item disabled={files.length === 0} onClick={onChoose}>
        Choose files…
      </Menu.Item>
      <Menu.Item
        disabled={files.length === 0}
        onClick={reviewing.reviewAll}
        rightSection={<Estimated reviewing={reviewing} paths={files} />}
      >
        Review all files
      </Menu.Item>
      <Menu.Divider />
      {reviewing.model && (
        <Menu.CheckboxItem
          checked={reviewing.depth === 'deep'}
          closeMenuOnClick={false}
          onChange={(deep) => reviewing.setDepth(deep ? 'deep' : 'standard')}
        >
          Deep: {reviewing.model.name} looks three times
        </Menu.CheckboxItem>
      )}
      <NoticeItem />
    </Menu.Dropdown>
  )
}
