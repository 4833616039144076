// The lightbulb: whatever was found at the cursor opens its card there, with the fix if it has one.
import type { IDisposable } from 'monaco-editor/editor'
import type { Finding } from '#contract/finding.ts'
import { pathOf } from './models.ts'
import { monaco } from './monaco.ts'

const COMMAND = 'lintel.open-card'

/** @param between what stands on these lines of a file. */
export function offerCodeActions(
  between: (path: string, first: number, last: number) => Finding[],
  open: (id: string) => void,
): IDisposable {
  const command = monaco.editor.registerCommand(COMMAND, (_, id: string) => open(id))
  const provider = monaco.languages.registerCodeActionProvider(
    '*',
    {
      provideCodeActions: (model, { startLineNumber, endLineNumber }) => ({
        actions: between(pathOf(model.uri), startLineNumber, endLineNumber).map(({ id, title, fix }) => ({
          title: fix ? `Show the fix: ${fix.title}` : `Explain: ${title}`,
          kind: 'quickfix',
          isPreferred: fix !== undefined,
          command: { id: COMMAND, title, arguments: [id] },
        })),
        dispose() {},
      }),
    },
    { providedCodeActionKinds: ['quickfix'] },
  )
  return {
    dispose() {
      command.dispose()
      provider.dispose()
    },
  }
}
