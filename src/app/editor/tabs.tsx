// The open files above the text: closed, moved by dragging, and with a menu each.
'use client'
import { Menu } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type DragEvent, type KeyboardEvent, type MouseEvent, useState } from 'react'
import type { FileInfo } from './file-store.ts'
import { asksForMenu, openContextMenu } from './open-context-menu.ts'
import styles from './tabs.module.css'
import type { Tabs } from './use-tabs.ts'

type Props = { tabs: Tabs; list: FileInfo[] }

const DRAGGED = 'application/x-lintel-tab'
const pathAt = ({ target }: { target: EventTarget }) =>
  (target as Element).closest<HTMLElement>('[data-tab]')?.dataset.tab ?? ''

export function TabRow({ tabs, list }: Props) {
  const { open, active, show, close } = tabs
  const unsaved = new Set(list.filter(({ state }) => state !== 'saved').map(({ path }) => path))
  const [onMenu, setOnMenu] = useState('')

  function drop(event: DragEvent) {
    const [dragged, target] = [event.dataTransfer.getData(DRAGGED), pathAt(event)]
    if (!dragged || !target) return
    event.preventDefault()
    tabs.shift(dragged, open.indexOf(target) - open.indexOf(dragged))
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!asksForMenu(event)) return
    event.preventDefault()
    openContextMenu(event.target as Element)
  }
  const middle = (event: MouseEvent) => event.button === 1 && close(pathAt(event))

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
          onKeyDown={onKeyDown}
          onAuxClick={middle}
          onDragStart={(event) => event.dataTransfer.setData(DRAGGED, pathAt(event))}
          onDragOver={(event) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault()}
          onDrop={drop}
        >
          {open.map((path) => (
            <li key={path} className={styles.tab} data-tab={path} data-active={path === active || undefined} draggable>
              <button
                type="button"
                className={styles.name}
                title={path}
                aria-current={path === active ? 'true' : undefined}
                onClick={() => show(path)}
              >
                {path.split('/').at(-1)}
                {unsaved.has(path) && <span className={styles.dot} role="img" aria-label="not saved yet" />}
              </button>
              <button type="button" className={styles.close} aria-label={`Close ${path}`} onClick={() => close(path)}>
                <IconX size={14} />
              </button>
            </li>
          ))}
        </ul>
      </Menu.ContextMenu>
      <TabMenu tabs={tabs} path={onMenu} />
    </Menu>
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
