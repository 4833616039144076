// Which panes are folded away, as it was left in this browser.
'use client'
import { useLocalStorage } from '@mantine/hooks'
import { z } from 'zod'

export type Pane = 'side' | 'problems'
export type Folds = ReturnType<typeof useFolds>

const Folded = z.array(z.enum(['side', 'problems']))

export function useFolds() {
  const [folded, setFolded] = useLocalStorage<Pane[]>({
    key: 'lintel.folded',
    defaultValue: [],
    // Another tab may have a window of another size.
    sync: false,
    deserialize: readFolded,
  })
  const unfold = (pane: Pane) => setFolded((folded) => folded.filter((one) => one !== pane))
  const toggle = (pane: Pane) =>
    setFolded((folded) => (folded.includes(pane) ? folded.filter((one) => one !== pane) : [...folded, pane]))
  return { folded, toggle, unfold }
}

function readFolded(text: string | undefined): Pane[] {
  try {
    return Folded.parse(JSON.parse(text ?? ''))
  } catch {
    return []
  }
}
