// The editor page's keys; taken before Monaco sees them, since it has other plans for some.
'use client'
import { getHotkeyHandler } from '@mantine/hooks'
import { useEffect, useEffectEvent } from 'react'
import type { Command } from './commands.ts'

export function useShortcuts(commands: Command[], enabled: boolean) {
  const onKey = useEffectEvent((event: KeyboardEvent) =>
    getHotkeyHandler(
      commands.flatMap(({ keys, possible, run }) => {
        // With Alt some keyboards write other letters: there the key itself counts.
        const options = { usePhysicalKeys: keys?.startsWith('alt+') ?? false }
        const start = () => {
          event.stopPropagation()
          if (possible !== false) run()
        }
        return keys ? [[keys, start, options] as [string, () => void, typeof options]] : []
      }),
    )(event),
  )
  useEffect(() => {
    if (!enabled) return
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener, true)
    return () => window.removeEventListener('keydown', listener, true)
  }, [enabled])
}
