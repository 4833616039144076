// The menu of one entry of the tree; beside the entries, that of the project.
'use client'
import { Kbd, Menu } from '@mantine/core'
import { folderOf, isFolder } from './file-tree-data.ts'
import type { Adding } from './use-add-files.ts'
import type { Entries } from './use-entries.ts'
import { IMPROVE, type Improving } from './use-improving.ts'

type Props = {
  value: string
  adding: Adding
  entries: Entries
  improving: Improving
  onShow: (path: string) => void
}

export function EntryMenu({ value, adding, entries, improving, onShow }: Props) {
  const folder = isFolder(value) ? value : folderOf(value)
  return (
    <Menu.Dropdown>
      {value !== '' && !isFolder(value) && (
        <Menu.Item rightSection={<Kbd size="xs">⏎</Kbd>} onClick={() => onShow(value)}>
          Open
        </Menu.Item>
      )}
      {value !== '' && !isFolder(value) && improving.model && (
        <Menu.Item onClick={() => improving.ask(value, null)}>{IMPROVE}</Menu.Item>
      )}
      <Menu.Item onClick={() => adding.ask('', folder)}>New file here…</Menu.Item>
      {value !== '' && (
        <>
          <Menu.Item rightSection={<Kbd size="xs">F2</Kbd>} onClick={() => entries.ask('move', value)}>
            Rename or move…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="var(--lintel-critical)"
            rightSection={<Kbd size="xs">Del</Kbd>}
            onClick={() => entries.ask('delete', value)}
          >
            Delete…
          </Menu.Item>
        </>
      )}
    </Menu.Dropdown>
  )
}
