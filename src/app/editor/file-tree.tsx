// The tree of folders and files, with a menu on every entry.
'use client'
import { Menu } from '@mantine/core'
import { useCallbackRef } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import type { Finding } from '#contract/finding.ts'
import { EntryMarksContext, marksOf } from './entry-marks.ts'
import { EntryMenu } from './entry-menu.tsx'
import { EntryTree } from './entry-tree.tsx'
import type { FileInfo } from './file-store.ts'
import { treeOf } from './file-tree-data.ts'
import type { Adding } from './use-add-files.ts'
import type { Entries } from './use-entries.ts'
import type { Improving } from './use-improving.ts'

type Props = {
  projectId: string
  list: FileInfo[]
  active: string | null
  findings: Finding[]
  onShow: (path: string) => void
  adding: Adding
  entries: Entries
  improving: Improving
}

export function FileTree({ projectId, list, active, findings, onShow, adding, entries, improving }: Props) {
  // Told by the paths alone, since states change with every save.
  const paths = list.map(({ path }) => path).join('\n')
  const data = useMemo(() => (paths ? treeOf(paths.split('\n')) : []), [paths])
  const marks = useMemo(() => marksOf(list, findings), [list, findings])
  const [onMenu, setOnMenu] = useState('')
  // The same functions at each drawing, so that the tree need not be drawn again.
  const asked = { onAsk: useCallbackRef(entries.ask), onDrop: useCallbackRef(entries.drop) }
  return (
    <Menu
      width={220}
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.ContextMenu>
        <div>
          <EntryMarksContext value={marks}>
            <EntryTree {...{ projectId, data, active, onShow, ...asked }} onPick={setOnMenu} />
          </EntryMarksContext>
        </div>
      </Menu.ContextMenu>
      <EntryMenu value={onMenu} adding={adding} entries={entries} improving={improving} onShow={onShow} />
    </Menu>
  )
}
