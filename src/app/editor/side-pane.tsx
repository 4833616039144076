// At the left: the tree of files, or a search through them.
'use client'
import dynamic from 'next/dynamic'
import { FileList } from './file-list.tsx'
import type { WorkbenchState } from './use-workbench.ts'

const SearchPanel = dynamic(() => import('./search-panel.tsx').then((file) => file.SearchPanel), { ssr: false })

export function SidePane({ bench }: { bench: WorkbenchState }) {
  const { projects, store, list, tabs, findings, adding, entries, improving, palette } = bench
  const projectId = projects.project.id
  if (palette.side === 'search')
    return (
      <SearchPanel
        projectId={projectId}
        store={store}
        onGo={findings.goToPlace}
        onClose={() => palette.showSide('files')}
      />
    )
  return (
    <FileList
      projectId={projectId}
      list={list}
      active={tabs.active}
      findings={findings.all}
      onShow={tabs.show}
      adding={adding}
      entries={entries}
      improving={improving}
    />
  )
}
