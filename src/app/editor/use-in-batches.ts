// What comes in quick succession, taken together: at once when it has been quiet, else a little later and in one go.
'use client'
import { useCallbackRef } from '@mantine/hooks'
import { startTransition, useCallback, useEffect, useRef } from 'react'

const EVERY_MS = 200

/** `take` is told of all that came, in its order, as something that may wait while somebody types. */
export function useInBatches<Item>(take: (items: Item[]) => void): (item: Item) => void {
  const waiting = useRef<Item[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const takeAll = useCallbackRef(() => {
    const items = waiting.current.splice(0)
    timer.current = items.length > 0 ? setTimeout(takeAll, EVERY_MS) : undefined
    if (items.length > 0) startTransition(() => take(items))
  })
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
  return useCallback(
    (item) => {
      waiting.current.push(item)
      timer.current ??= setTimeout(takeAll, 0)
    },
    [takeAll],
  )
}
