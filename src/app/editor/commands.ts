// Everything the editor can do, by name and with its keys: the palette lists it, the keyboard starts it.
import { selectedLines } from './selected-lines.ts'
import { IMPROVE } from './use-improving.ts'
import type { SideView } from './use-palette.ts'
import type { WorkbenchState } from './use-workbench.ts'

/** `keys` as Mantine's hotkeys write them; `otherKeys` are taken care of elsewhere and only shown. */
export type Command = { name: string; keys?: string; otherKeys?: string; possible?: boolean; run: () => unknown }

type Means = WorkbenchState & { switchScheme: () => void }

export const commandsOf = (means: Means): Command[] => [
  ...withReviews(means),
  ...withModel(means),
  ...going(means),
  ...filesAndTabs(means),
  ...withProjects(means),
  ...viewing(means),
  ...inTheText,
  { name: 'Settings', run: () => window.location.assign('/settings') },
]

const withReviews = ({ reviewing, findings }: Means): Command[] => [
  { name: 'Review: this file', keys: 'mod+Enter', possible: reviewing.possible, run: reviewing.reviewCurrent },
  { name: 'Review: what changed', run: reviewing.reviewChanged },
  { name: 'Review: all files', run: reviewing.reviewAll },
  { name: 'Findings: next', keys: 'F8', run: () => findings.walk(1) },
  { name: 'Findings: previous', keys: 'shift+F8', run: () => findings.walk(-1) },
  { name: 'Findings: apply all checked fixes', possible: findings.checked.length > 0, run: findings.applyChecked },
]

/** What is chosen in the text, or the whole file. */
const withModel = ({ improving, split: { current } }: Means): Command[] => {
  if (!improving.model) return []
  async function improve() {
    const code = await codeInFront()
    if (current !== null) improving.ask(current, code ? selectedLines(code) : null)
  }
  return [{ name: IMPROVE, possible: current !== null, run: improve }]
}

function going({ palette, folds }: Means): Command[] {
  function showSide(view: SideView) {
    folds.unfold('side')
    palette.showSide(view)
  }
  return [
    { name: 'Go to file…', keys: 'mod+P', run: () => palette.open('files') },
    { name: 'Commands…', keys: 'mod+K', run: () => palette.open('commands') },
    { name: 'Search in all files', keys: 'mod+shift+F', run: () => showSide('search') },
    { name: 'Show the files', keys: 'mod+shift+E', run: () => showSide('files') },
  ]
}

const viewing = ({ tabs, split, closeSplit, folds, minimap, switchScheme }: Means): Command[] => [
  { name: 'View: fold or unfold the files', keys: 'mod+B', run: () => folds.toggle('side') },
  { name: 'View: fold or unfold the problems', keys: 'mod+J', run: () => folds.toggle('problems') },
  {
    name: 'View: split right',
    keys: 'mod+\\',
    possible: tabs.active !== null && split.path === null,
    run: split.open,
  },
  { name: 'View: close the second group', keys: 'mod+\\', possible: split.path !== null, run: closeSplit },
  { name: minimap.shown ? 'View: hide the minimap' : 'View: show the minimap', run: minimap.toggle },
  { name: 'View: switch between dark and light', run: switchScheme },
]

function filesAndTabs({ tabs, entries, adding }: Means): Command[] {
  const { active } = tabs
  const possible = active !== null
  return [
    { name: 'File: new…', run: () => adding.ask() },
    { name: 'File: rename or move…', possible, run: () => active && entries.ask('move', active) },
    { name: 'File: delete…', possible, run: () => active && entries.ask('delete', active) },
    { name: 'Tab: close', keys: 'alt+W', possible, run: () => active && tabs.close(active) },
    { name: 'Tab: close others', possible: tabs.open.length > 1, run: () => active && tabs.closeOthers(active) },
    { name: 'Tab: reopen the one closed last', keys: 'alt+shift+T', possible: tabs.canReopen, run: tabs.reopen },
    { name: 'Tab: next', keys: 'alt+PageDown', possible, run: () => tabs.walk(1) },
    { name: 'Tab: previous', keys: 'alt+PageUp', possible, run: () => tabs.walk(-1) },
    { name: 'Tab: move right', keys: 'alt+shift+PageDown', possible, run: () => active && tabs.shift(active, 1) },
    { name: 'Tab: move left', keys: 'alt+shift+PageUp', possible, run: () => active && tabs.shift(active, -1) },
  ]
}

const withProjects = ({ projects }: Means): Command[] => [
  { name: 'Project: new…', run: () => projects.ask('create') },
  { name: 'Project: rename…', run: () => projects.ask('rename') },
  { name: 'Project: import files…', run: () => projects.ask('import') },
  { name: 'Project: export as zip', run: projects.exportZip },
  {
    name: 'Project: accept everything found so far',
    possible: !projects.project.baselineAt,
    run: () => projects.setBaseline('now'),
  },
  {
    name: 'Project: show accepted findings again',
    possible: projects.project.baselineAt !== null,
    run: () => projects.setBaseline(null),
  },
  { name: 'Project: delete…', run: () => projects.ask('delete') },
]

const inTheText: Command[] = [
  { name: 'Text: find', otherKeys: 'mod+F', run: () => inCode('actions.find') },
  { name: 'Text: replace', otherKeys: 'mod+H', run: () => inCode('editor.action.startFindReplaceAction') },
  { name: 'Text: go to line…', otherKeys: 'ctrl+G', run: () => inCode('editor.action.gotoLine') },
  { name: 'Text: comment lines', otherKeys: 'mod+/', run: () => inCode('editor.action.commentLine') },
  { name: 'Text: all commands of the text editor…', otherKeys: 'F1', run: () => inCode('editor.action.quickCommand') },
]

/** The text's engine is loaded later than this page. With two groups, the one that is worked in. */
async function codeInFront() {
  const { monaco } = await import('./monaco.ts')
  const all = monaco.editor.getEditors()
  return all.find((one) => one.hasWidgetFocus()) ?? all[0]
}

async function inCode(action: string) {
  const code = await codeInFront()
  code?.focus()
  code?.trigger('palette', action, null)
}
