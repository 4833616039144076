// The two lines between the panes, each with the kit's ways to move it by mouse, touch and keyboard.
'use client'
import { type UseSplitterOptions, useLocalStorage, useMediaQuery, useSplitter } from '@mantine/hooks'
import { firstSizes, type PaneSizes, readSizes } from './pane-sizes.ts'

const steps = { step: '16px', shiftStep: '64px' } as const

export function usePaneSizes() {
  const [sizes, setSizes] = useLocalStorage<PaneSizes>({
    key: 'lintel.panes',
    defaultValue: firstSizes,
    sync: false,
    deserialize: readSizes,
  })
  // Too narrow for three columns: the problems go below the code, as the style sheet has it.
  const low = useMediaQuery('(max-width: 1199px)') ?? false
  const side = useSplitter({
    ...steps,
    panels: [
      { defaultSize: `${firstSizes.side}px`, min: '140px', max: '640px' },
      { defaultSize: 100, min: '320px' },
    ],
    sizes: [`${sizes.side}px`, 100],
    onSizeChange: ([side = firstSizes.side]) => setSizes((sizes) => ({ ...sizes, side: magnitude(side) })),
  })
  const set = (size: number) => setSizes((sizes) => ({ ...sizes, [low ? 'below' : 'problems']: size }))
  const problems = useSplitter({
    ...steps,
    ...(low ? below(sizes.below) : beside(sizes.problems)),
    onSizeChange: ([_, size = 0]) => set(magnitude(size)),
  })
  return { sizes, side, problems }
}

const magnitude = (size: number | string) => Number.parseFloat(String(size))

const beside = (problems: number): UseSplitterOptions => ({
  panels: [
    { defaultSize: 100, min: '240px' },
    { defaultSize: `${firstSizes.problems}px`, min: '260px' },
  ],
  sizes: [100, `${problems}px`],
})

const below = (share: number): UseSplitterOptions => ({
  orientation: 'vertical',
  panels: [
    { defaultSize: 100 - firstSizes.below, min: '20%', max: '90%' },
    { defaultSize: firstSizes.below, min: '10%', max: '80%' },
  ],
  sizes: [100 - share, share],
})
