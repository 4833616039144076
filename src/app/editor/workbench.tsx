// The editor page in the browser: files at the left, the text in the middle, what is wrong with it beside it.
'use client'
import { useMantineColorScheme } from '@mantine/core'
import { CodeArea } from './code-area.tsx'
import { commandsOf } from './commands.ts'
import { Panes } from './panes.tsx'
import { Problems } from './problems.tsx'
import { SidePane } from './side-pane.tsx'
import { StatusBar } from './status-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { useFileDrop } from './use-file-drop.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { useWorkbench, type WorkbenchProps } from './use-workbench.ts'
import styles from './workbench.module.css'
import { WorkbenchDialogs } from './workbench-dialogs.tsx'

export function Workbench(props: WorkbenchProps) {
  const bench = useWorkbench(props)
  const { review, findings, placements, folds, adding, entries, improving, projects } = bench
  const drop = useFileDrop({ onFiles: adding.addDropped, onFolder: projects.importDropped })
  const { toggleColorScheme } = useMantineColorScheme()
  const commands = commandsOf({ ...bench, switchScheme: toggleColorScheme })
  useShortcuts(commands, !adding.asking && !entries.question && !improving.piece && !projects.question)

  return (
    <div className={styles.page} {...drop.handlers}>
      <TopBar user={bench.user} projects={projects} reviewing={bench.reviewing} onLeave={bench.store.flush} />
      <Panes
        folded={folds.folded}
        side={<SidePane bench={bench} />}
        code={<CodeArea bench={bench} />}
        problems={<Problems review={review} findings={findings} placements={placements} />}
      />
      <StatusBar live={review.live} file={bench.file} cursor={bench.cursor} folds={folds} />
      <WorkbenchDialogs bench={bench} commands={commands} />
      {drop.over && <div className={styles.drop}>Drop files or folders to add them to {projects.project.name}</div>}
    </div>
  )
}
