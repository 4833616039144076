// A rule over ESLint's tree and scopes, for what must know which variable a name is.
import type { SourceCode } from 'eslint'
import type { Advice } from '../../hit.ts'
import type { Node } from './node.ts'

/** The file a rule looks at. */
export type Script = { code: SourceCode; text: string }

export type ScriptRule = Advice & {
  id: string
  /** The kinds of node to look at. */
  kinds: readonly string[]
  /** Only in files that this matches: cheap to ask, so it is asked first. */
  onlyIn?: RegExp
  javascriptOnly?: true
  /** The nodes to mark, or null when this is no case. */
  find: (node: Node, file: Script) => Node | Node[] | null | undefined | false
  /** What would mend it; it is tried before anybody sees it. */
  fix?: ScriptFix
}

/** Null: for this form of the matter there is no small mend. */
export type ScriptFix = (marked: Node, file: Script) => ScriptMend | null

/** `at`: two offsets into the text; the same twice puts something in between. */
export type ScriptMend = { title: string; edits: { at: [number, number]; newText: string }[] }

export const security = (
  id: string,
  cwe: string,
  severity: Advice['severity'],
  title: string,
  explanation: string,
): Omit<ScriptRule, 'kinds' | 'find'> => ({ id, cwe, severity, category: 'security', title, explanation })

export const bug = (
  id: string,
  cwe: string,
  severity: Advice['severity'],
  title: string,
  explanation: string,
): Omit<ScriptRule, 'kinds' | 'find'> => ({ id, cwe, severity, category: 'bug', title, explanation })

export const slow = (
  id: string,
  cwe: string,
  title: string,
  explanation: string,
): Omit<ScriptRule, 'kinds' | 'find'> => ({ id, cwe, severity: 'medium', category: 'performance', title, explanation })
