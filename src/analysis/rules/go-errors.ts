// Errors in Go that are dropped, hidden or mistaken.

import type { Node } from '../grammar.ts'
import { keepResult } from './go-fixes.ts'
import { askError, askInside, checkFirst, leaveAfterError, returnError } from './go-fixes-errors.ts'
import {
  bare,
  declarationAround,
  escaped,
  following,
  functionAround,
  functionsNamed,
  goRule,
  kindOf,
  leaves,
  parts,
  root,
  statementsOf,
} from './go-tree.ts'
import { calleeName, type PatternRule } from './rule.ts'

/** Calls whose only sign of failure is the error they give. */
const mustCheck =
  /^(json|xml|yaml|toml|gob|proto|bson)\.(Unmarshal|UnmarshalStrict)\(|\.NewDecoder\((.|\n)*\)\.Decode\(|^os\.(Rename|WriteFile|Chdir|Truncate|Link|Symlink)\(|^ioutil\.WriteFile\(|^\w*[tT]x\.Commit\(\)|^(\w+\.)*(db|tx|DB|Tx|conn)\.(Exec|ExecContext|MustExecContext|NamedExec)\(|^(\w+\.)*rows?\.Scan\(|^http\.ListenAndServe|^io\.(ReadFull|Copy)\(\w*(file|f|out|dst|buf)\b|^(rand|crand)\.Read\(|^exec\.Command\(.*\)\.Run\(\)$|^(\w+\.)*(ShouldBind\w*|BodyParser)\(/

const pure =
  /^(strings\.(Trim\w*|Replace|ReplaceAll|ToLower|ToUpper|Title|ToTitle|Split\w*|Join|Repeat|Fields|Contains\w*|HasPrefix|HasSuffix|Map|Cut\w*|Index\w*)|bytes\.(Trim\w*|Replace|ReplaceAll|ToLower|ToUpper|Split|Join|Repeat)|fmt\.(Sprint|Sprintf|Sprintln|Errorf)|errors\.(New|Wrap|Wrapf|WithMessage|Is|Join)|strconv\.(Itoa|Quote|Format\w+)|(filepath|path)\.(Join|Clean|Base|Dir|Ext)|url\.(QueryEscape|PathEscape)|html\.EscapeString|slices\.(Sorted|Clone|Compact|Delete|Insert|Contains)|sort\.Reverse|math\.\w+|context\.(WithValue|WithTimeout|WithCancel)|time\.(Now|Since|Date)|regexp\.QuoteMeta|hex\.EncodeToString)\(/

const dropped = (node: Node): boolean => kindOf(node.parent()) === 'statement_list'

export const goErrorRules: PatternRule[] = [
  goRule({
    id: 'unchecked-error',
    kinds: ['expression_statement'],
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-252',
    title: 'The error of this call is not looked at',
    explanation:
      'When it fails, the code goes on with values that were never set, or believes that something was stored. Keep the error and return it when it is not nil.',
    find: (node) => {
      const text = node.text()
      if (!dropped(node) || !mustCheck.test(text)) return null
      return /^(rand|crand)\./.test(text) && !/"crypto\/rand"/.test(root(node).text()) ? null : node
    },
    fix: askError,
  }),
  goRule({
    id: 'unused-result',
    kinds: ['expression_statement'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-252',
    title: 'The result of this call is thrown away',
    explanation: 'The function changes nothing, it only gives a result: the line has no effect. Assign the result.',
    find: (node) =>
      dropped(node) && pure.test(node.text()) && /^[\w.]+\(.*\)$/s.test(node.text()) && importsPackage(node)
        ? node
        : null,
    fix: keepResult,
  }),
  goRule({
    id: 'swallowed-error',
    kinds: ['if_statement', 'defer_statement'],
    onlyIn: /(err|Err)\w*\s*!=\s*nil|recover\(\)/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-390',
    title: 'An error is noticed and then ignored',
    explanation:
      'The failure leaves no trace and the code goes on as if nothing had happened. Return the error, or at least log it.',
    find: (node) => {
      if (kindOf(node) === 'defer_statement')
        return /^defer\s+func\(\)\s*\{\s*(_\s*=\s*)?recover\(\)\s*\}\(\)$/.test(node.text()) ? node : null
      const block = node.field('consequence')
      return /^\w*[eE]rr\w*\s*!=\s*nil$/.test(node.field('condition')?.text() ?? '') &&
        /^\{\s*\}$/.test(block?.text() ?? '') &&
        !node.field('alternative')
        ? node
        : null
    },
    fix: returnError,
  }),
  goRule({
    id: 'error-by-identity',
    kinds: ['binary_expression', 'expression_switch_statement'],
    onlyIn: /%w|errors\.(Wrap|Join)|\.Error\(\)\s*[!=]=/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-697',
    title: 'A wrapped error is never equal to the one inside it',
    explanation: 'The function wraps its errors with %w, so `==` is false even for this error. Use errors.Is.',
    find: (node) => {
      if (
        /\.Error\(\)\s*[!=]=\s*"/.test(node.text()) &&
        kindOf(node) === 'binary_expression' &&
        /^[!=]=$/.test(node.field('operator')?.text() ?? '')
      )
        return /^\w+\.Error\(\)$/.test(node.field('left')?.text() ?? '') &&
          !/^""$/.test(node.field('right')?.text() ?? '')
          ? node
          : null
      const [name, sentinel] =
        kindOf(node) === 'binary_expression'
          ? [node.field('left')?.text() ?? '', node.field('right')?.text() ?? '']
          : ['', '']
      if (
        !/^\w*err\w*$/i.test(name) ||
        !/^(\w+\.)?(Err[A-Z]\w*|EOF|err[A-Z]\w*|Canceled|DeadlineExceeded)$/.test(sentinel) ||
        !/^[!=]=$/.test(node.field('operator')?.text() ?? '')
      )
        return null
      return comesWrapped(node, name) ? node : null
    },
    fix: askInside,
  }),
  goRule({
    id: 'use-before-error-check',
    kinds: ['short_var_declaration', 'assignment_statement'],
    onlyIn: /,\s*err\s*:?=/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-476',
    title: 'The value is used before its error is checked',
    explanation: 'When the call fails the value is nil, and using it stops the program. Check the error first.',
    find: (node) => {
      const name = /^(\w+),\s*err$/.exec(node.field('left')?.text() ?? '')?.[1]
      if (!name || name === '_' || kindOf(node.parent()) !== 'statement_list') return null
      const [next, after] = following(node)
      const uses =
        next &&
        new RegExp(`\\b${name}\\.\\w`).test(bare(next)) &&
        kindOf(next) !== 'if_statement' &&
        !/\berr\b/.test(bare(next))
      return uses && kindOf(after) === 'if_statement' && /^err\s*!=\s*nil/.test(after?.field('condition')?.text() ?? '')
        ? next
        : null
    },
    fix: checkFirst,
  }),
  goRule({
    id: 'error-then-use',
    kinds: ['if_statement'],
    onlyIn: /err\s*!=\s*nil/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-476',
    title: 'After the error is logged the value is used all the same',
    explanation:
      'When the call fails the value is nil, and using it stops the program. Return after the error was logged.',
    find: (node) => {
      if (
        !/^err\s*!=\s*nil$/.test(node.field('condition')?.text() ?? '') ||
        node.field('initializer') ||
        node.field('alternative')
      )
        return null
      const block = node.field('consequence')
      const before = previous(node)
      const name = /^(\w+),\s*err$/.exec(before?.field('left')?.text() ?? '')?.[1]
      if (
        !name ||
        name === '_' ||
        leaves(block) ||
        statementsOf(block).length === 0 ||
        /\breturn\b|panic\(|[Ff]atal|[eE]xit\w*\(|continue\b|break\b/.test(bare(block))
      )
        return null
      if (new RegExp(`\\b${name}\\s*=`).test(bare(block)) || !givesNil(before)) return null
      const [next] = following(node)
      return next &&
        new RegExp(`(^|[^\\w.])${name}\\.\\w`).test(bare(next)) &&
        !new RegExp(`${name}\\s*[!=]=\\s*nil|\\berr\\b`).test(bare(next))
        ? next
        : null
    },
    fix: leaveAfterError,
  }),
]

/** Named as a package here, and not a variable of that name. */
function importsPackage(node: Node): boolean {
  const name = /^\w+/.exec(node.text())?.[0] ?? ''
  return new RegExp(`"(?:[\\w.-]+/)*${name}"|\\b${name}\\s+"`).test(root(node).text())
}

const previous = (node: Node): Node | null => {
  const siblings = parts(node.parent())
  return siblings[siblings.findIndex((one) => one.id() === node.id()) - 1] ?? null
}

/** Calls that are known to give a pointer with their error. */
const givesNil = (node: Node | null): boolean => {
  const call = parts(node?.field('right'))[0]
  const callee = call?.field('function')?.text() ?? ''
  if (
    /^(os\.(Open|OpenFile|Create)|sql\.Open|http\.(Get|Post|Head|PostForm|NewRequest\w*)|url\.Parse|net\.(Dial\w*|Listen)|template\.\w+|time\.LoadLocation|\w*[cC]lient\.(Do|Get|Post)|\w*(db|DB|tx)\.(Query|QueryContext|Prepare|Begin)\w*|zip\.OpenReader|gzip\.NewReader)$/.test(
      callee,
    )
  )
    return true
  const name = call && kindOf(call) === 'call_expression' ? calleeName(call) : ''
  return (
    name !== '' &&
    new RegExp(`func\\s+(\\([^)]*\\)\\s*)?${name}\\([^\\n]*\\)\\s*\\(\\*`).test(root(node as Node).text())
  )
}

/** The last call before that gave this error is one of this file that wraps. */
function comesWrapped(node: Node, name: string): boolean {
  const around = functionAround(node)?.text() ?? ''
  const before = around.slice(
    0,
    Math.max(0, node.range().start.index - (functionAround(node)?.range().start.index ?? 0)),
  )
  const given = [...before.matchAll(new RegExp(`\\b${escaped(name)}\\s*:?=\\s*(?:\\w+\\.)*(\\w+)\\(`, 'g'))].at(-1)?.[1]
  if (!given || given === calleeName(declarationAround(node) ?? node)) return false
  const body = functionsNamed(node, given)
  return body.length === 1 && wrapsAlways(body[0] as Node)
}

/** Every error that it gives back from elsewhere is wrapped. */
const wrapsAlways = (fn: Node): boolean => {
  const code = fn.text()
  return /%w|errors\.Wrapf?\(/.test(code) && !/return[^\n]*\berr\s*$/m.test(code)
}
