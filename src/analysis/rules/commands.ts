// Commands for a shell that are put together from text and values, in Go and Java.

import type { Node } from '../grammar.ts'
import { builtText, isDynamic, isMixed } from './built-text.ts'
import { passAsList } from './java-fixes-security.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const advice = {
  severity: 'high',
  category: 'security',
  cwe: 'CWE-78',
  title: 'A command built at run time goes through a shell',
  explanation:
    'A shell reads the whole text, so a value such as `; rm -rf /` becomes a command of its own. Start the program directly and pass its arguments as a list.',
} as const

export const commandRules: PatternRule[] = [
  {
    ...advice,
    id: 'shell-command',
    languages: ['go'],
    kinds: ['call_expression'],
    onlyIn: /os\/exec/,
    find: (call) => {
      const callee = call.field('function')?.text()
      if (callee !== 'exec.Command' && callee !== 'exec.CommandContext') return null
      const [first, ...rest] = argumentsOf(call).slice(callee === 'exec.Command' ? 0 : 1)
      return first ? shellScript(first, rest) : null
    },
  },
  {
    ...advice,
    id: 'shell-command',
    title: 'A command is built from text and values',
    explanation:
      'The text is split at blanks, so a value with a blank adds arguments or another program. Use ProcessBuilder with one argument for each part.',
    fix: passAsList,
    languages: ['java'],
    kinds: ['method_invocation'],
    onlyIn: /Runtime/,
    find: (call) => {
      const [command] = argumentsOf(call)
      const runtime = /getRuntime\(\)|^(rt|runtime)$/i.test(call.field('object')?.text() ?? '')
      if (calleeName(call) !== 'exec' || !runtime || !command) return null
      const text = builtText(command)
      return isMixed(text) ? text.at : null
    },
  },
  {
    ...advice,
    id: 'shell-command',
    languages: ['java'],
    kinds: ['object_creation_expression'],
    onlyIn: /ProcessBuilder/,
    find: (made) => {
      if (made.field('type')?.text() !== 'ProcessBuilder') return null
      const [first, ...rest] = argumentsOf(made)
      return first ? shellScript(first, rest) : null
    },
  },
]

function whenDynamic(command: Node): Node | null {
  const text = builtText(command)
  return isDynamic(text) ? text.at : null
}

/** `sh -c <script>` with a script that is not known from the code. */
function shellScript(program: Node, rest: Node[]): Node | null {
  const isShell = /^["'`]([\w/]*\/)?(sh|bash|zsh|cmd|cmd\.exe|powershell)["'`]$/.test(program.text())
  const flag = rest.findIndex((one) => /^["'`](-c|\/c|\/C|-Command)["'`]$/.test(one.text()))
  const script = rest.slice(flag + 1).find((one) => one.isNamed())
  return isShell && flag >= 0 && script ? whenDynamic(script) : null
}
