// The entries themselves, by mouse and by keyboard. Drawn anew only when they change: there may be hundreds.
'use client'
import { type RenderTreeNodePayload, Tree, type TreeProps, type UseTreeReturnType, useTree } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, memo, type SyntheticEvent } from 'react'
import { useEntryMarks } from './entry-marks.ts'
import styles from './file-list.module.css'
import { droppedAt, type Entry, isFolder } from './file-tree-data.ts'
import { asksForMenu, openContextMenu } from './open-context-menu.ts'
import type { Entries } from './use-entries.ts'

type Props = {
  projectId: string
  data: Entry[]
  active: string | null
  onShow: (path: string) => void
  onAsk: Entries['ask']
  onDrop: Entries['drop']
  /** Told which entry a menu is about to open on. */
  onPick: (value: string) => void
}

const itemOf = (event: SyntheticEvent) => (event.target as Element).closest<HTMLElement>('[role=treeitem]')
const valueAt = (event: SyntheticEvent) => itemOf(event)?.dataset.value ?? ''

export const EntryTree = memo(function EntryTree({ projectId, data, active, onShow, onAsk, onDrop, onPick }: Props) {
  const tree = useFoldingTree(projectId, data, active)
  const pick = (event: SyntheticEvent) => onPick(valueAt(event))
  return (
    <Tree
      aria-label="Files"
      className={styles.tree ?? ''}
      data={data}
      tree={tree}
      levelOffset={14}
      allowRangeSelection={false}
      {...draggingOf(onDrop)}
      onContextMenu={pick}
      onTouchStart={pick}
      onClickCapture={(event) => showFile(valueAt(event), onShow)}
      onKeyDown={(event) => onKey(event, { tree, onAsk, onShow })}
      renderNode={(payload) => <Node {...payload} />}
    />
  )
})

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

type Keys = Pick<Props, 'onAsk' | 'onShow'> & { tree: UseTreeReturnType }

function onKey(event: KeyboardEvent, { tree, onAsk, onShow }: Keys) {
  const item = itemOf(event)
  const value = item?.dataset.value
  if (!item || !value) return
  if (event.key === 'Enter') isFolder(value) ? tree.toggleExpanded(value) : onShow(value)
  else if (event.key === 'F2') onAsk('move', value)
  else if (event.key === 'Delete') onAsk('delete', value)
  else if (asksForMenu(event)) openContextMenu(item.firstElementChild ?? item)
  else return
  event.preventDefault()
}

const draggingOf = (onDrop: Entries['drop']): Pick<TreeProps, 'allowDrop' | 'onDragDrop'> => ({
  allowDrop: ({ draggedNode, targetNode, position }) => droppedAt(draggedNode, targetNode, position) !== null,
  onDragDrop: ({ draggedNode, targetNode, position }) =>
    onDrop(draggedNode, droppedAt(draggedNode, targetNode, position) ?? draggedNode),
})

const foldersIn = (data: Entry[]): string[] =>
  data.flatMap(({ value, children }) => (children ? [value, ...foldersIn(children)] : []))

function Node({ node, elementProps, hasChildren, expanded }: RenderTreeNodePayload) {
  const { unsaved, findings } = useEntryMarks(node.value)
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
