// In the middle: the open files, what they need a person for, and the text.
'use client'
import dynamic from 'next/dynamic'
import styles from './code-area.module.css'
import { CodeSkeleton } from './code-skeleton.tsx'
import { FileNotices } from './file-notices.tsx'
import { NoFile } from './no-file.tsx'
import { SplitHead } from './split-head.tsx'
import { TabRow } from './tabs.tsx'
import type { WorkbenchState } from './use-workbench.ts'

const loadCodePane = () => import('./code-pane.tsx').then((file) => file.CodePane)
// The largest part by far: on its way while the page still comes to life.
if (typeof window !== 'undefined') loadCodePane().catch(() => {}) // whoever draws it meets the error

const CodePane = dynamic(loadCodePane, {
  ssr: false,
  loading: () => <CodeSkeleton />,
})

const nothing = Promise.resolve(() => null)
/** Shows nothing: the page names the files of what it loads, so that the browser fetches them before any script has run. */
const CodePaneAhead = dynamic(
  () => (typeof window === 'undefined' ? nothing : import('./code-pane.tsx').then(() => nothing)),
  { loading: () => null },
)

export function CodeArea({ bench }: { bench: WorkbenchState }) {
  const { store, list, tabs, split, adding } = bench
  return (
    <div className={styles.area}>
      <CodePaneAhead />
      <div className={styles.heads}>
        <TabRow tabs={tabs} list={list} />
        {split.path !== null && (
          <SplitHead path={split.path} list={list} onShow={bench.showAtRight} onClose={bench.closeSplit} />
        )}
      </div>
      <FileNotices store={store} file={bench.file} adding={adding} />
      <div className={styles.pane}>
        {tabs.active === null ? (
          <NoFile bench={bench} />
        ) : (
          <CodePane
            store={store}
            list={list}
            path={tabs.active}
            split={split}
            findings={bench.findings}
            improving={bench.improving}
            placements={bench.placements}
            minimap={bench.minimap.shown}
            sent={bench.review.run?.sent ?? null}
            onPlaced={bench.setPlacements}
            onCursor={bench.cursor.move}
          />
        )}
      </div>
    </div>
  )
}
