// All that the editor page holds while it is open: the files, the tabs, the reviews, and what is asked for.
'use client'
import { useState } from 'react'
import type { User } from '#contract/account.ts'
import type { ModelAtHand } from '#contract/model.ts'
import type { Project, ProjectFile } from '#contract/project.ts'
import { createCursor } from './cursor.ts'
import type { Placements } from './markers.ts'
import { useAddFiles } from './use-add-files.ts'
import { useAway } from './use-away.ts'
import { useEntries } from './use-entries.ts'
import { useFiles } from './use-files.ts'
import { useFindings } from './use-findings.ts'
import { useFolds } from './use-folds.ts'
import { useImproving } from './use-improving.ts'
import { useMinimap } from './use-minimap.ts'
import { usePalette } from './use-palette.ts'
import { useProjects } from './use-projects.ts'
import { useReview } from './use-review.ts'
import { useReviewing } from './use-reviewing.ts'
import { useSplit } from './use-split.ts'
import { useTabs } from './use-tabs.ts'

export type WorkbenchState = ReturnType<typeof useWorkbench>
export type WorkbenchProps = {
  user: User
  /** Null where reviews run without one. */
  model: ModelAtHand | null
  project: Project
  files: ProjectFile[]
}

export function useWorkbench({ user, model, project, files }: WorkbenchProps) {
  const { store, list } = useFiles(user.id, project.id, files)
  const tabs = useTabs(project.id, store, list)
  const split = useSplit(project.id, list, tabs.active)
  const review = useReview(project.id)
  const [placements, setPlacements] = useState<Placements>(new Map())
  const [cursor] = useState(createCursor)
  const findings = useFindings({ review, model, placements, show: tabs.show })
  const adding = useAddFiles(store, tabs.show)
  const entries = useEntries(store, adding.complain)
  const projects = useProjects(project, store, {
    complain: adding.complain,
    onBaseline: () => review.run?.id && void review.reread(review.run.id).catch(() => {}),
  })
  const reviewing = useReviewing({ store, list, review, model, current: split.current, toasts: findings.toasts })
  const improving = useImproving({ store, model, show: tabs.show, toasts: findings.toasts })
  const folds = useFolds()
  const minimap = useMinimap()
  const palette = usePalette()
  useAway(review.runs, review.run)

  const paths = list.map(({ path }) => path)
  /** The file that is worked in. */
  const file = list.find(({ path }) => path === split.current)
  function closeSplit() {
    split.close()
    if (tabs.active !== null) findings.goToPlace(tabs.active, null)
  }
  function showAtRight(path: string) {
    // Else the card of a finding would go over to the other group, and the focus with it.
    findings.foldLine()
    split.show(path)
  }
  const groups = { tabs, split, closeSplit, showAtRight }
  const seen = { placements, setPlacements, cursor, folds, minimap }
  const asked = { adding, entries, projects, palette, improving }
  return { user, store, list, paths, file, review, reviewing, findings, ...groups, ...seen, ...asked }
}
