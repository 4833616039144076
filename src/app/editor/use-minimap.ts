// Whether the map of the whole file stands beside the text, as it was left in this browser.
'use client'
import { useLocalStorage } from '@mantine/hooks'

export function useMinimap() {
  const [shown, setShown] = useLocalStorage({ key: 'lintel.minimap', defaultValue: false })
  return { shown, toggle: () => setShown((shown) => !shown) }
}
