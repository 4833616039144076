// Python: errors that are swallowed, results that nobody looks at, questions whose answer is old when it is used.
import type { Node } from '../grammar.ts'
import { assignmentsOf } from './python-file.ts'
import { checkIt, keepResult, logIt } from './python-fixes.ts'
import {
  bodyOf,
  callee,
  fileText,
  fixedText,
  following,
  functionOf,
  isFalse,
  keyword,
  kindOf,
  parts,
  positional,
} from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const

export const pythonErrorRules: PatternRule[] = [
  {
    id: 'swallowed-exception',
    languages,
    kinds: ['except_clause'],
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-390',
    title: 'Every error is dropped here without a word',
    explanation: 'A wrong name or a full disk looks like success. Catch only what you expect, and log the rest.',
    find: swallowed,
    fix: logIt,
  },
  {
    id: 'unchecked-process',
    languages,
    kinds: ['expression_statement'],
    onlyIn: /subprocess/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-252',
    title: 'Nobody looks whether the program succeeded',
    explanation: 'When it fails, the code goes on as if it had worked. Pass `check=True`, or look at the returncode.',
    find: (statement) => {
      const call = parts(statement)[0]
      if (!call || callee(call) !== 'subprocess.run') return null
      const isTold = keyword(call, 'check') !== null || /\*\*/.test(call.field('arguments')?.text() ?? '')
      const next = following(statement)
      return isTold || next.length === 0 ? null : call
    },
    fix: checkIt,
  },
  {
    id: 'check-then-act',
    languages,
    kinds: ['if_statement'],
    onlyIn: /exists\(|os\.access\(|isfile\(|is_file\(/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-367',
    title: 'What was asked may no longer be true',
    explanation:
      'Between the question and the action another process can create, remove or replace the file. Just do it and catch the error; to create a file only once, open it with mode "x".',
    find: checkedBefore,
  },
  {
    id: 'result-ignored',
    languages,
    kinds: ['expression_statement'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-252',
    title: 'The changed text is thrown away',
    explanation: 'Texts, tuples and numbers never change: the call returns a new one. Assign the result.',
    find: ignored,
    fix: keepResult,
  },
  {
    id: 'none-used',
    languages,
    kinds: ['attribute', 'subscript'],
    onlyIn: /\.(match|search|fullmatch|first|find_one|get|which)\(/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-476',
    title: 'This can be None',
    explanation: 'When nothing is found the call returns None, and the next step raises an error. Ask for None first.',
    find: noneUsed,
  },
]

function swallowed(clause: Node): Node | null {
  const statements = bodyOf(clause)
  const [only] = statements
  if (statements.length !== 1 || !/^(pass|\.\.\.|continue)$/.test(only?.text() ?? '')) return null
  // Whoever says why, knows.
  if (/#/.test(clause.text()) || /^\s*#/.test(clause.next()?.text() ?? '')) return null
  const caught =
    parts(clause)
      .find((one) => kindOf(one) !== 'block')
      ?.text() ?? ''
  if (!/^(Exception|BaseException)?(\s+as\s+\w+)?$/.test(caught)) return null
  const fn = functionOf(clause).field('name')?.text() ?? ''
  if (
    /^(__del__|__exit__|__repr__|close|_?close\w*|stop|_?cleanup\w*|_?shutdown\w*|tear_?down\w*|_?try_\w+|_?safe_\w+)$/i.test(
      fn,
    )
  )
    return null
  const tried = bodyOf(clause.parent())
  if (
    tried.every((one) =>
      /^(import|from|return)\b|\.(close|quit|kill|terminate|unlink|remove|disconnect|shutdown|cancel|stop|join|release|rollback|cleanup|flush)\(|^(os\.(remove|unlink|rmdir|kill|close)|shutil\.rmtree)\(/.test(
        one.text(),
      ),
    )
  )
    return null
  return clause
}

function checkedBefore(statement: Node): Node | null {
  const test = statement.field('condition')
  if (!test) return null
  const isNegated = kindOf(test) === 'not_operator'
  const call = isNegated ? test.field('argument') : test
  if (kindOf(call) !== 'call' || !call) return null
  const name = callee(call)
  const asked = /^os\.(path\.(exists|isfile|lexists)|access)$/.test(name)
    ? positional(call)[0]?.text()
    : /\.(exists|is_file)$/.test(name) && positional(call).length === 0
      ? name.replace(/\.(exists|is_file)$/, '')
      : undefined
  if (!asked) return null
  const isAccess = name === 'os.access'
  const body = bodyOf(statement)
  const leaves = /^(return|raise|continue|break|sys\.exit|exit)\b/.test(body.at(-1)?.text() ?? '')
  // Taken when free: the file is made only where nobody has made it.
  const acts = isNegated || isAccess ? body : []
  const afterwards = leaves && (!isNegated || isAccess) ? following(statement).slice(0, 4) : []
  const done = [...acts, ...afterwards]
    .flatMap((one) => one.findAll({ rule: { kind: 'call' } }))
    .find((one) => creates(one, asked, isAccess))
  return done ? test : null
}

/** Opens the file for writing without taking an old one for a new one; after `os.access`, for anything. */
function creates(call: Node, path: string, any: boolean): boolean {
  const name = callee(call)
  const isOpen = name === 'open' && positional(call)[0]?.text() === path
  const isMethod = name === `${path}.open`
  if (!isOpen && !isMethod) return name === `${path}.write_text` || name === `${path}.write_bytes`
  const mode = fixedText(keyword(call, 'mode') ?? positional(call)[isOpen ? 1 : 0]) ?? 'r'
  return any || /^w/.test(mode)
}

const texts =
  /^(strip|lstrip|rstrip|upper|lower|title|capitalize|casefold|swapcase|zfill|removeprefix|removesuffix|expandtabs|splitlines)$/

function ignored(statement: Node): Node | null {
  const call = parts(statement)[0]
  if (!call || kindOf(call) !== 'call' || kindOf(statement.parent()?.parent()) === 'try_statement') return null
  const name = callee(call)
  if (
    /^(sorted|reversed|round|abs|len|str\.\w+|math\.\w+|os\.path\.(join|basename|dirname|abspath|normpath|realpath|splitext)|copy\.(copy|deepcopy))$/.test(
      name,
    )
  )
    return call
  const method = /^[\w.[\]'"]+\.(\w+)$/.exec(name)?.[1] ?? ''
  const given = positional(call)
  const isWidget = /self\.(lower|title)$|window|widget|canvas|root\.|frame/i.test(name)
  if (texts.test(method) && !isWidget) return given.length <= 1 && isWhole(call) ? call : null
  // A path's replace takes one argument, and moves the file.
  if (method === 'replace')
    return given.length >= 2 &&
      given.slice(0, 2).every((one) => kindOf(one) === 'string') &&
      isFalse(keyword(call, 'inplace') ?? null) === (keyword(call, 'inplace') !== null)
      ? call
      : null
  return null
}

const isWhole = (call: Node) =>
  parts(call.field('arguments')).every((one) => kindOf(one) !== 'keyword_argument') &&
  !/^(pd|df|data_?frame)\b/.test(call.text())

const maybe = /(^|\.)(match|search|fullmatch)$/

/** `found = PATTERN.match(text)`, then `found.group(1)`, and nobody asks whether there is one. */
function noneUsed(node: Node): Node | null {
  const object = node.field(kindOf(node) === 'attribute' ? 'object' : 'value')
  if (!object) return null
  if (kindOf(object) === 'call')
    return /^os\.(environ\.get|getenv)$/.test(callee(object)) &&
      positional(object).length === 1 &&
      kindOf(node) === 'attribute' &&
      parts(object.field('arguments')).length === 1
      ? node
      : null
  if (kindOf(object) !== 'identifier') return null
  const isMatch =
    kindOf(node) === 'subscript' ||
    /^(group|groups|groupdict|start|end|span|expand|lastgroup)$/.test(node.field('attribute')?.text() ?? '')
  const name = object.text()
  const fn = functionOf(node)
  const given = assignmentsOf(fn, name)
  const [only] = given
  const call = only?.value
  if (given.length !== 1 || !only || kindOf(call) !== 'call' || !call) return null
  const made = callee(call)
  const isNullable =
    (maybe.test(made) && isMatch && isPattern(made, node)) ||
    (/(^|\.)find_one$/.test(made) && kindOf(node) === 'subscript') ||
    /^shutil\.which$/.test(made)
  return isNullable && !isAsked(fn, name, only.node, node) ? node : null
}

const isPattern = (name: string, node: Node) => {
  const maker = name.replace(/\.\w+$/, '')
  return (
    /^(re|regex)$/.test(maker) ||
    /^_*[A-Z][A-Z0-9_]*$/.test(maker) ||
    new RegExp(`\\b${maker.replace(/\W/g, '\\$&')}\\s*(:[^=\\n]+)?=\\s*re\\.compile\\(`).test(fileText(node))
  )
}

/** Whether anything between them asks about the name, or catches what happens. */
function isAsked(fn: Node, name: string, given: Node, used: Node): boolean {
  const [from, to] = [
    given.range().end.index - fn.range().start.index,
    used.range().start.index - fn.range().start.index,
  ]
  const between = fn.text().slice(from, to)
  const mention = new RegExp(
    `\\b(if|elif|while|assert|and|or|not|is|in|bool|isinstance|assert\\w*)\\b[^\\n]*\\b${name}\\b|\\b${name}\\b\\s*(is|==|!=|and|or|if)\\b|\\(${name}\\b|\\b${name}\\)`,
  )
  const after =
    fn
      .text()
      .slice(to, to + 200)
      .split('\n')[0] ?? ''
  const isChoice = new RegExp(`\\bif\\s+(not\\s+)?${name}\\b|\\bif\\s+${name}\\s+is`).test(after)
  return mention.test(between) || isChoice || used.ancestors().some((one) => kindOf(one) === 'try_statement')
}
