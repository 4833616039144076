// Files, code and problems beside each other, with lines between them that can be moved.
'use client'
import type { UseSplitterReturnValue } from '@mantine/hooks'
import type { CSSProperties, ReactNode } from 'react'
import styles from './panes.module.css'
import type { Pane } from './use-folds.ts'
import { usePaneSizes } from './use-pane-sizes.ts'

type Props = { folded: Pane[]; side: ReactNode; code: ReactNode; problems: ReactNode }

export function Panes({ folded, side, code, problems }: Props) {
  const panes = usePaneSizes()
  const withSide = !folded.includes('side')
  const withProblems = !folded.includes('problems')
  const sizes = {
    '--side': `${panes.sizes.side}px`,
    '--problems': `${panes.sizes.problems}px`,
    '--below': `${panes.sizes.below}%`,
  } as CSSProperties
  return (
    <div ref={panes.side.ref} className={styles.panes} style={sizes}>
      {/* Folded away they stay as they are: scrolled, filtered, and with what is typed into them. */}
      <div className={styles.side} hidden={!withSide}>
        {side}
      </div>
      <main ref={panes.problems.ref} className={styles.work}>
        {withSide && <Line splitter={panes.side} label="Width of the files" className={styles.atSide} />}
        {code}
        {withProblems && <Line splitter={panes.problems} label="Size of the problems" className={styles.between} />}
        <div className={styles.problems} hidden={!withProblems}>
          {problems}
        </div>
      </main>
    </div>
  )
}

type LineProps = { splitter: UseSplitterReturnValue; label: string; className: string | undefined }

function Line({ splitter, label, className }: LineProps) {
  const handle = splitter.getHandleProps({ index: 0 })
  // The kit names the direction of the panes; the line between them goes across.
  const across = handle['aria-orientation'] === 'horizontal' ? 'vertical' : 'horizontal'
  return (
    <div
      className={`${styles.line} ${className}`}
      {...handle}
      {...{ 'aria-label': label, 'aria-orientation': across }}
    />
  )
}
