// The open files above the text: closed, moved by dragging, and with a menu each.
'use client'
import { Menu } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import type { FileInfo } from './file-store.ts'
import { asksForMenu, openContextMenu } from './open-context-menu.ts'
import styles from './tabs.module.css'
import type { Tabs } from './use-tabs.ts'

type Props = { tabs: Tabs; list: FileInfo[] }

const DRAGGED = 'application/x-lintel-tab'
const pathAt = ({ target }: { target: EventTarget }) =>
  (target as Element).closest<HTMLElement>('[data-tab]')?.dataset.tab ?? ''

export function TabRow({ tabs, list }: Props) {
  const unsaved = new Set(list.filter(({ state }) => state !== 'saved').map(({ path }) => path))
  const [onMenu, setOnMenu] = useState('')
  return (
    <Menu
      width={240}
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.ContextMenu>
        {/* A list of buttons, not a tablist: a tab may not hold the button that closes it. */}
        <ul
          className={styles.tabs}
          aria-label="Open files"
          onContextMenu={(event) => setOnMenu(pathAt(event))}
          onKeyDown={openMenuByKey}
          onAuxClick={({ button, target }) => button === 1 && tabs.close(pathAt({ target }))}
          {...draggingOf(tabs)}
        >
          {tabs.open.map((path) => (
            <Tab key={path} path={path} tabs={tabs} unsaved={unsaved.has(path)} />
          ))}
        </ul>
      </Menu.ContextMenu>
      <TabMenu tabs={tabs} path={onMenu} />
    </Menu>
  )
}

function openMenuByKey(event: KeyboardEvent) {
  if (!asksForMenu(event)) return
  event.preventDefault()
  openContextMenu(event.target as Element)
}

const draggingOf = ({ open, shift }: Tabs) => ({
  onDragStart: (event: DragEvent) => event.dataTransfer.setData(DRAGGED, pathAt(event)),
  onDragOver: (event: DragEvent) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault(),
  onDrop(event: DragEvent) {
    const [dragged, target] = [event.dataTransfer.getData(DRAGGED), pathAt(event)]
    if (!dragged || !target) return
    event.preventDefault()
    shift(dragged, open.indexOf(target) - open.indexOf(dragged))
  },
})

function Tab({ path, tabs, unsaved }: { path: string; tabs: Tabs; unsaved: boolean }) {
  const active = path === tabs.active
  return (
    <li className={styles.tab} data-tab={path} data-active={active || undefined} draggable>
      <button
        type="button"
        className={styles.name}
        title={path}
        aria-current={active ? 'true' : undefined}
        onClick={() => tabs.show(path)}
      >
        {path.split('/').at(-1)}
        {unsaved && <span className={styles.dot} role="img" aria-label="not saved yet" />}
      </button>
      <button type="button" className={styles.close} aria-label={`Close ${path}`} onClick={() => tabs.close(path)}>
        <IconX size={14} />
      </button>
    </li>
  )
}

function TabMenu({ tabs, path }: { tabs: Tabs; path: string }) {
  const at = tabs.open.indexOf(path)
  return (
    <Menu.Dropdown>
      {at !== -1 && (
        <>
          <Menu.Item onClick={() => tabs.close(path)}>Close</Menu.Item>
          <Menu.Item disabled={tabs.open.length < 2} onClick={() => tabs.closeOthers(path)}>
            Close others
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item disabled={at === 0} onClick={() => tabs.shift(path, -1)}>
            Move left
          </Menu.Item>
          <Menu.Item disabled={at === tabs.open.length - 1} onClick={() => tabs.shift(path, 1)}>
            Move right
          </Menu.Item>
          <Menu.Divider />
        </>
      )}
      <Menu.Item disabled={!tabs.canReopen} onClick={tabs.reopen}>
        Reopen the one closed last
      </Menu.Item>
    </Menu.Dropdown>
  )
}
