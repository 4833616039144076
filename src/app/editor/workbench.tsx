// The editor page in the browser: files at the left, the text in the middle, what is wrong with it beside it.
'use client'
import { useMantineColorScheme } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { User } from '#contract/account.ts'
import type { Project, ProjectFile } from '#contract/project.ts'
import type { Cursor } from './code-pane.tsx'
import { CodeSkeleton } from './code-skeleton.tsx'
import { commandsOf } from './commands.ts'
import { FileList } from './file-list.tsx'
import { FileNotices } from './file-notices.tsx'
import type { Placements } from './markers.ts'
import { NewFileDialog } from './new-file-dialog.tsx'
import { Problems } from './problems.tsx'
import { scopeOf } from './review-scope.ts'
import { StatusBar } from './status-bar.tsx'
import { TabRow } from './tabs.tsx'
import { TopBar } from './top-bar.tsx'
import { useAddFiles } from './use-add-files.ts'
import { useAway } from './use-away.ts'
import { useEntries } from './use-entries.ts'
import { useFileDrop } from './use-file-drop.ts'
import { useFiles } from './use-files.ts'
import { useFindings } from './use-findings.ts'
import { usePalette } from './use-palette.ts'
import { useProjects } from './use-projects.ts'
import { useReview } from './use-review.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { useTabs } from './use-tabs.ts'
import styles from './workbench.module.css'

const CodePane = dynamic(() => import('./code-pane.tsx').then((file) => file.CodePane), {
  ssr: false,
  loading: () => <CodeSkeleton />,
})

const EntryDialog = dynamic(() => import('./entry-dialog.tsx').then((file) => file.EntryDialog), { ssr: false })

const Palette = dynamic(() => import('./palette.tsx').then((file) => file.Palette), { ssr: false })
const SearchPanel = dynamic(() => import('./search-panel.tsx').then((file) => file.SearchPanel), { ssr: false })

const ProjectDialog = dynamic(() => import('./project-dialog.tsx').then((file) => file.ProjectDialog), { ssr: false })

type Props = { user: User; project: Project; files: ProjectFile[] }

export function Workbench({ user, project, files }: Props) {
  const { store, list } = useFiles(user.id, project.id, files)
  const tabs = useTabs(project.id, store, list)
  const review = useReview(project.id)
  const [placements, setPlacements] = useState<Placements>(new Map())
  const [cursor, setCursor] = useState<Cursor>({ line: 1, column: 1 })
  const findings = useFindings(review, placements, tabs.show)
  const adding = useAddFiles(store, tabs.show)
  const entries = useEntries(store, adding.complain)
  const projects = useProjects(project, store, {
    complain: adding.complain,
    onBaseline: () => review.run?.id && void review.reread(review.run.id).catch(() => {}),
  })
  const drop = useFileDrop(adding.addDropped)
  const palette = usePalette()
  const { toggleColorScheme } = useMantineColorScheme()
  const { active } = tabs
  useAway(review.runs, review.run)

  const textsOf = (paths: string[]) => paths.map((path) => ({ path, content: store.content(path) }))
  const send = (paths: string[]) => review.submit(textsOf(paths))
  const scope = () => scopeOf(review.runs, textsOf(list.map(({ path }) => path)))
  const reviewActive = () => active && send([active])
  const commands = commandsOf({
    tabs,
    findings,
    entries,
    projects,
    scope,
    review: reviewActive,
    reviewFiles: send,
    newFile: () => adding.ask(),
    openPalette: palette.open,
    showSide: palette.showSide,
    switchScheme: toggleColorScheme,
  })
  useShortcuts(commands, !adding.asking && !entries.question && !projects.question)

  return (
    <div className={styles.page} {...drop.handlers}>
      <TopBar
        user={user}
        projects={projects}
        canReview={active !== null}
        onReview={reviewActive}
        scope={scope}
        onReviewFiles={send}
        onLeave={store.flush}
      />
      {palette.side === 'search' ? (
        <SearchPanel
          projectId={project.id}
          store={store}
          onGo={findings.goToPlace}
          onClose={() => palette.showSide('files')}
        />
      ) : (
        <FileList
          projectId={project.id}
          list={list}
          active={active}
          findings={findings.all}
          onShow={tabs.show}
          adding={adding}
          entries={entries}
        />
      )}
      <main className={styles.code}>
        <TabRow tabs={tabs} list={list} />
        <FileNotices store={store} file={list.find(({ path }) => path === active)} adding={adding} />
        <div className={styles.pane}>
          {active === null ? (
            <p className={styles.nothing}>No file is open. Choose one at the left, or drop some here.</p>
          ) : (
            <CodePane
              store={store}
              list={list}
              path={active}
              findings={findings}
              placements={placements}
              sent={review.run?.sent ?? null}
              onPlaced={setPlacements}
              onCursor={setCursor}
            />
          )}
        </div>
      </main>
      <Problems review={review} findings={findings} placements={placements} />
      <StatusBar live={review.live} file={list.find(({ path }) => path === active)} cursor={cursor} />
      <NewFileDialog adding={adding} />
      {entries.question && (
        <EntryDialog entries={entries} question={entries.question} paths={list.map(({ path }) => path)} />
      )}
      {projects.question && <ProjectDialog projects={projects} question={projects.question} />}
      {palette.wish && (
        <Palette
          wish={palette.wish}
          paths={list.map(({ path }) => path)}
          commands={commands}
          onShow={(path) => findings.goToPlace(path, null)}
        />
      )}
      {drop.over && <div className={styles.drop}>Drop files to add them to {projects.project.name}</div>}
    </div>
  )
}
