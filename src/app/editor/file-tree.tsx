// The tree of folders and files, by mouse and by keyboard, with a menu on every entry.
'use client'
import { Menu, type RenderTreeNodePayload, Tree, type TreeProps, type UseTreeReturnType, useTree } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, type SyntheticEvent, useMemo, useState } from 'react'
import type { Finding } from '#contract/finding.ts'
import { EntryMenu } from './entry-menu.tsx'
import styles from './file-list.module.css'
import type { FileInfo } from './file-store.ts'
import { droppedAt, type Entry, isFolder, treeOf } from './file-tree-data.ts'
import { asksForMenu, openContextMenu } from './open-context-menu.ts'
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

const itemOf = (event: SyntheticEvent) => (event.target as Element).closest<HTMLElement>('[role=treeitem]')
const valueAt = (event: SyntheticEvent) => itemOf(event)?.dataset.value ?? ''

export function FileTree({ projectId, list, active, findings, onShow, adding, entries, improving }: Props) {
  // Told by the paths alone, since states change with every save.
  const paths = list.map(({ path }) => path).join('\n')
  const data = useMemo(() => (paths ? treeOf(paths.split('\n')) : []), [paths])
  const tree = useFoldingTree(projectId, data, active)
  const [onMenu, setOnMenu] = useState('')
  const pick = (event: SyntheticEvent) => setOnMenu(valueAt(event))
  const unsaved = new Set(list.filter(({ state }) => state !== 'saved').map(({ path }) => path))
  const counts = Map.groupBy(findings, ({ path }) => path)
  return (
    <Menu
      width={220}
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.ContextMenu>
        <Tree
          aria-label="Files"
          className={styles.tree ?? ''}
          data={data}
          tree={tree}
          levelOffset={14}
          allowRangeSelection={false}
          {...draggingOf(entries)}
          onContextMenu={pick}
          onTouchStart={pick}
          onClickCapture={(event) => showFile(valueAt(event), onShow)}
          onKeyDown={(event) => onKey(event, { tree, entries, onShow })}
          renderNode={(payload) => (
            <Node
              {...payload}
              unsaved={unsaved.has(payload.node.value)}
              findings={counts.get(payload.node.value)?.length ?? 0}
            />
          )}
        />
      </Menu.ContextMenu>
      <EntryMenu value={onMenu} adding={adding} entries={entries} improving={improving} onShow={onShow} />
    </Menu>
  )
}

/** Which folders are closed is remembered, so that a new one stands open. */
function useFoldingTree(projectId: string, data: Entry[], active: string | null) {
  const [closed, setClosed] = useLocalStorage<string[]>({ key: `lintel.closed.${projectId}`, defaultValue: [] })
  return useTree({
    expandedState: Object.fromEntries(foldersIn(data).map((folder) => [folder, !closed.includes(folder)])),
    onNodeCollapse: (value) => isFolder(value) && setClosed((closed) => [...closed, value]),
    onNodeExpand: (value) => setClosed((closed) => closed.filter((one) => one !== value)),
    selectedState: active === null ? [] : [active],
  })
}

function showFile(value: string, onShow: Props['onShow']) {
  if (value && !isFolder(value)) onShow(value)
}

type Keys = { tree: UseTreeReturnType; entries: Entries; onShow: Props['onShow'] }

function onKey(event: KeyboardEvent, { tree, entries, onShow }: Keys) {
  const item = itemOf(event)
  const value = item?.dataset.value
  if (!item || !value) return
  if (event.key === 'Enter') isFolder(value) ? tree.toggleExpanded(value) : onShow(value)
  else if (event.key === 'F2') entries.ask('move', value)
  else if (event.key === 'Delete') entries.ask('delete', value)
  else if (asksForMenu(event)) openContextMenu(item.firstElementChild ?? item)
  else return
  event.preventDefault()
}

const draggingOf = (entries: Entries): Pick<TreeProps, 'allowDrop' | 'onDragDrop'> => ({
  allowDrop: ({ draggedNode, targetNode, position }) => droppedAt(draggedNode, targetNode, position) !== null,
  onDragDrop: ({ draggedNode, targetNode, position }) =>
    entries.drop(draggedNode, droppedAt(draggedNode, targetNode, position) ?? draggedNode),
})

const foldersIn = (data: Entry[]): string[] =>
  data.flatMap(({ value, children }) => (children ? [value, ...foldersIn(children)] : []))

type NodeProps = RenderTreeNodePayload & { unsaved: boolean; findings: number }

function Node({ node, elementProps, hasChildren, expanded, unsaved, findings }: NodeProps) {
  return (
    // The item around it is what the keyboard and screen readers meet.
    <div {...elementProps} className={`${elementProps.className} ${styles.file}`} title={node.value}>
      {hasChildren && <IconChevronRight size={14} className={styles.chevron} data-open={expanded || undefined} />}
      <span className={styles.name}>{node.label}</span>
      {unsaved && <span className={styles.dot} role="img" aria-label="not saved yet" />}
      {findings > 0 && (
        <span className={styles.count} role="img" aria-label={findings === 1 ? '1 finding' : `${findings} findings`}>
          {findings}
        </span>
      )}
    </div>
  )
}
