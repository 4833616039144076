// Quick open and the command palette: one list to type into. Loaded when it is first asked for.
'use client'
import '@mantine/spotlight/styles.css'
import { useOs } from '@mantine/hooks'
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { useEffect, useRef, useState } from 'react'
import type { Command } from './commands.ts'
import type { EarlyKeys } from './early-keys.ts'
import { keyWords } from './key-words.ts'
import styles from './palette.module.css'
import type { PaletteWish } from './use-palette.ts'

type Props = {
  wish: PaletteWish
  early: EarlyKeys
  paths: string[]
  commands: Command[]
  onShow: (path: string) => void
}

export function Palette({ wish, early, paths, commands, onShow }: Props) {
  const [[store, palette]] = useState(createSpotlight)
  const before = useRef<Element | null>(null)
  const chosen = useRef<(() => unknown) | null>(null)
  const apple = useOs() === 'macos'

  useEffect(() => {
    if (!wish) return
    before.current = document.activeElement
    palette.open()
  }, [wish, palette])

  /** What was chosen starts from where the person was, once the palette no longer holds the focus. */
  function closed() {
    if (before.current instanceof HTMLElement) before.current.focus()
    chosen.current?.()
    chosen.current = null
  }

  const action = (id: string, run: () => unknown, more: Partial<SpotlightActionData>): SpotlightActionData => ({
    id,
    ...more,
    onClick: () => {
      chosen.current = run
    },
  })
  const files = wish.kind === 'files'
  const actions = files
    ? paths.map((path) => action(path, () => onShow(path), { label: path }))
    : commands
        .filter(({ possible }) => possible !== false)
        .map(({ name, run, keys, otherKeys }) =>
          action(name, run, {
            label: name,
            rightSection: <span className={styles.keys}>{keyWords(keys ?? otherKeys ?? '', apple)}</span>,
          }),
        )
  const label = files ? 'Go to file' : 'Commands'
  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={actions}
      limit={50}
      scrollable
      maxHeight="50dvh"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      nothingFound={files ? 'No file has such a path.' : 'Nothing has such a name.'}
      searchProps={{
        placeholder: files ? 'Part of a path' : 'What do you want to do?',
        'aria-label': label,
        onFocus: ({ currentTarget }) => void early.handOver(currentTarget),
      }}
      classNames={{ content: styles.content ?? '', action: styles.action ?? '' }}
      attributes={{ content: { 'aria-label': label } }}
      onSpotlightClose={closed}
    />
  )
}
