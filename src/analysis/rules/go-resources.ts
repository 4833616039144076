// Files, connections and memory in Go that are taken and not given back, and files that change between two looks.

import type { Node } from '../grammar.ts'
import { deferClose } from './go-fixes-errors.ts'
import { bare, escaped, following, functionAround, goRule, kindOf, leaves, parts, root } from './go-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const opensFile =
  /^(os\.(Open|OpenFile|Create|CreateTemp)|ioutil\.TempFile|zip\.OpenReader|gzip\.(NewReader|OpenReader)|net\.(Dial|DialTimeout|Listen)|tls\.Dial|sql\.Open)$/
const getsAnswer = /^(http\.(Get|Post|PostForm|Head)|(\w+\.)*(\w*[cC]lient|http)\.(Do|Get|Post|Head|PostForm))$/
const getsRows = /^(\w+\.)*(\w*(db|DB|tx|Tx|conn|pool|stmt)\w*)\.(Query|QueryContext|Queryx|QueryxContext)$/

const readers =
  /^(io|ioutil)\.(ReadAll|Copy|CopyN|ReadFull|LimitReader|WriteString|TeeReader)$|^(json|xml|yaml|gob|csv|hex|base64|html)\.(NewDecoder|NewEncoder|NewReader|NewWriter|Parse)$|^bufio\.New(Scanner|Reader|Writer)(Size)?$|^fmt\.Fp?rint(f|ln)?$|^fmt\.F(print|scan)\w*$|^(len|append)$|^\w+\.Copy$|^(log|logger)\.\w+$|^fmt\.\w+$/

export const goResourceRules: PatternRule[] = [
  goRule({
    id: 'not-closed',
    kinds: ['short_var_declaration', 'assignment_statement'],
    onlyIn:
      /\.(Open|OpenFile|Create|Get|Post|Do|Query|QueryContext|Dial|OpenReader|NewTicker|PostForm|CreateTemp|NewReader|Queryx)\(|\*http\.Response|\*os\.File/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-772',
    title: 'What is opened here is never closed',
    explanation:
      'Each call leaves a file or connection open, until the program runs out of them. Write `defer x.Close()` right after the error check (for an HTTP answer `defer resp.Body.Close()`).',
    find: leak,
    fix: deferClose,
  }),
  goRule({
    id: 'ticker-not-stopped',
    kinds: ['short_var_declaration'],
    onlyIn: /time\.NewTicker\(/,
    severity: 'low',
    category: 'bug',
    cwe: 'CWE-772',
    title: 'The ticker is never stopped',
    explanation: 'It goes on ticking after the function has ended. Write `defer ticker.Stop()`.',
    find: (node) => {
      const name = node.field('left')?.text() ?? ''
      const code = bare(functionAround(node))
      return /^time\.NewTicker\(/.test(node.field('right')?.text() ?? '') &&
        /^\w+$/.test(name) &&
        !new RegExp(`\\b${name}\\.Stop\\(`).test(code) &&
        /\breturn\b/.test(code) &&
        !escapes(code, name, /^$/)
        ? node
        : null
    },
    fix: deferClose,
  }),
  goRule({
    id: 'allocation-from-data',
    kinds: ['call_expression'],
    onlyIn: /binary\.(BigEndian|LittleEndian)\.Uint(32|64)|binary\.ReadU?[vV]arint/,
    severity: 'medium',
    category: 'security',
    cwe: 'CWE-789',
    title: 'A number from the data decides how much memory is taken',
    explanation:
      'Whoever made the data can write four billion there and stop the program. Compare the number with a limit first.',
    find: (call) => {
      const size = /^make\(\[\][\w.*]+,\s*(?:u?int\d*\()?(\w+)\)?\)$/.exec(call.text())?.[1]
      const code = bare(functionAround(call))
      if (
        !size ||
        !new RegExp(
          `\\b${size}(,\\s*\\w+)?\\s*:?=\\s*(u?int\\d*\\()?binary\\.((BigEndian|LittleEndian)\\.Uint(32|64)|ReadU?[vV]arint)\\(`,
        ).test(code)
      )
        return null
      return new RegExp(
        `\\b${size}\\s*[<>]=?|[<>]=?\\s*(u?int\\d*\\()?${size}\\b|[mM]in\\([^)]*\\b${size}\\b|[cC]heck\\w*\\([^)]*\\b${size}\\b`,
      ).test(code)
        ? null
        : call
    },
  }),
  goRule({
    id: 'check-then-act',
    kinds: ['if_statement'],
    onlyIn: /os\.(Stat|Lstat)\(/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-367',
    title: 'The file may change between the check and the use',
    explanation:
      'Another process can make the file in between, and then it is overwritten. Ask and make in one step: os.OpenFile with os.O_CREATE|os.O_EXCL.',
    find: checkThenAct,
  }),
]

function leak(node: Node): Node | null {
  const call = parts(node.field('right'))[0]
  if (!call || !/^[\w.]+\(/.test(call.text())) return null
  const name = /^(\w+)(,\s*\w+)?$/.exec(node.field('left')?.text() ?? '')?.[1]
  if (!call || !name || name === '_' || kindOf(call) !== 'call_expression' || kindOf(functionAround(node)) === '')
    return null
  const callee = call.field('function')?.text() ?? ''
  const kind = opensFile.test(callee)
    ? 'file'
    : getsAnswer.test(callee)
      ? 'answer'
      : getsRows.test(callee) && argumentsOf(call).length > 0
        ? 'rows'
        : ownKind(call)
  if (!kind || /^sql\.Open$/.test(callee)) return null
  const around = functionAround(node)
  const code = bare(around)
  // A global, or a result with a name, is not for this function to close.
  const own = kindOf(node) === 'short_var_declaration' || new RegExp(`\\bvar\\s+${name}\\b`).test(code)
  if (!own || new RegExp(`\\b${name}\\b`).test(around?.field('result')?.text() ?? '')) return null
  const handle = kind === 'answer' ? `${name}\\.Body` : name
  if (new RegExp(`\\b${handle}\\.(Close|close)\\b|\\b${name}\\.Close\\b`).test(code)) return null
  // A program that ends with its function closes everything.
  if (/^func main\(/.test(functionAround(node)?.text() ?? '')) return null
  return escapes(code, name, kind === 'answer' ? /\.(StatusCode|Status|Header|Body)$/ : /^$/) ? null : node
}

/** A function of this file that hands on what it got. */
function ownKind(call: Node): 'answer' | 'file' | null {
  const name = calleeName(call)
  const result = name
    ? new RegExp(`func\\s+(?:\\([^)]*\\)\\s*)?${name}\\([^\\n]*\\)\\s*\\(\\*(http\\.Response|os\\.File)\\b`).exec(
        root(call).text(),
      )?.[1]
    : null
  return result === 'http.Response' ? 'answer' : result ? 'file' : null
}

/** Given away, kept, or handed to somebody who may close it. */
function escapes(code: string, name: string, harmless: RegExp): boolean {
  const word = escaped(name)
  if (
    new RegExp(
      `return\\b[^\\n]*[^\\w.]${word}\\b(?!\\.)|[:=]\\s*&?${word}\\s*[,\\n})]|[\\w\\]]\\s*=\\s*${word}\\b(?!\\.\\w)|<-\\s*${word}\\b|\\{[ \\t]*${word}(\\.\\([^)]*\\))?\\s*[,}]|,\\s*${word}\\s*\\}`,
    ).test(code)
  )
    return true
  for (const match of code.matchAll(new RegExp(`([\\w.]+)\\(([^()]*\\b${word}\\b[^()]*)\\)`, 'g'))) {
    const [, callee = '', given = ''] = match
    const handed = given
      .split(',')
      .map((one) => one.trim())
      .some((one) => new RegExp(`^&?${word}(\\.Body)?$`).test(one))
    if (handed && callee !== 'func' && !readers.test(callee) && !harmless.test(callee)) return true
  }
  return new RegExp(`return\\b[^\\n]*\\b${word}\\.Body\\b(?!\\.)|[:=]\\s*${word}\\.Body\\s*[,\\n})]`).test(code)
}

function checkThenAct(node: Node): Node | null {
  const first = node.field('initializer')?.text() ?? ''
  const path = /os\.L?[sS]tat\(([^()]+)\)$/.exec(first)?.[1]
  const test = node.field('condition')?.text() ?? ''
  if (!path) return null
  const makes = new RegExp(`\\b(os|ioutil)\\.(Create|WriteFile|OpenFile|Symlink|Rename)\\((\\w+, )?${escaped(path)}\\b`)
  const safe = /O_EXCL/
  const exists = /^err\s*==\s*nil$|^!os\.IsNotExist\(err\)$/.test(test) && leaves(node.field('consequence'))
  const missing = /^(os\.IsNotExist\(err\)|errors\.Is\(err, (os|fs)\.ErrNotExist\))$/.test(test)
  const acting = exists
    ? following(node)
        .map((one) => one.text())
        .join('\n')
    : missing
      ? (node.field('consequence')?.text() ?? '')
      : ''
  return makes.test(acting) && !safe.test(acting) ? node : null
}
