// Python: files, connections, pools and locks that are not given back, or used after they were.
import type { Node } from '../grammar.ts'
import { openInWith } from './python-fixes-security.ts'
import {
  bodyOf,
  callee,
  childOf,
  following,
  functionOf,
  isBefore,
  isInside,
  kindOf,
  ownNodes,
  parts,
  statementOf,
} from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const

export const pythonResourceRules: PatternRule[] = [
  {
    id: 'resource-leak',
    languages,
    kinds: ['assignment'],
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-772',
    title: 'What is opened here is not closed',
    explanation:
      'It stays open until the interpreter happens to clean up, and many of them use up what the system allows. Open it in a `with` statement.',
    find: leaked,
    fix: openInWith,
  },
  {
    id: 'pool-leak',
    languages,
    kinds: ['assignment'],
    onlyIn: /Executor|Pool\(|ClientSession|Timer/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-772',
    title: 'The pool is never shut down',
    explanation:
      'Its threads, processes or connections stay after the function has ended. Create it in a `with` statement.',
    find: (node) => {
      const made = callee(node.field('right'))
      const isPool =
        /(^|\.)(ThreadPoolExecutor|ProcessPoolExecutor|ThreadPool|ClientSession)$|^(multiprocessing\.|mp\.)?Pool$/.test(
          made,
        )
      return isPool && staysHere(node, poolUses) ? node.field('right') : null
    },
    fix: openInWith,
  },
  {
    id: 'lock-not-released',
    languages,
    kinds: ['expression_statement'],
    onlyIn: /\.acquire\(/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-667',
    title: 'The lock is not released on every way out',
    explanation:
      'A return or an error in between leaves it locked, and everybody else waits for ever. Hold it in a `with` statement.',
    find: keptLock,
  },
  {
    id: 'use-after-close',
    languages,
    kinds: ['with_statement', 'expression_statement'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-672',
    title: 'It is used after it was closed',
    explanation:
      'The call raises a ValueError: what was opened here is closed by now. Move the line to where it is open.',
    find: (node) => (kindOf(node) === 'with_statement' ? usedAfterWith(node) : usedAfterClose(node)),
  },
]

const openers =
  /^(open|io\.open|codecs\.open|gzip\.open|bz2\.open|lzma\.open|socket\.socket|socket\.create_connection|tarfile\.open|zipfile\.ZipFile|os\.fdopen|sqlite3\.connect|psycopg2?\.connect|pymysql\.connect|MySQLdb\.connect|mysql\.connector\.connect|smtplib\.SMTP|smtplib\.SMTP_SSL|ftplib\.FTP|imaplib\.IMAP4|imaplib\.IMAP4_SSL|http\.client\.HTTPS?Connection|os\.open|urllib\.request\.urlopen|urlopen)$/

/** Calls that read from or write to what they are handed, and do not keep it. */
const borrowers =
  /^(csv\.(reader|writer|DictReader|DictWriter)|json\.(load|dump)|pickle\.(load|dump|Unpickler|Pickler)|marshal\.(load|dump)|yaml\.\w+|toml\w*\.\w+|shutil\.copyfileobj|print|len|list|sorted|enumerate|iter|next|set|tuple|sum|map|filter|zip|any|all|max|min|str|repr|hashlib\.\w+|os\.(read|write|fstat|lseek)|struct\.\w+|re\.\w+|configparser\.\w+|isinstance|csv\.\w+|dict|bool|hasattr)$|\.(readfp|read_file|writelines)$/
const poolUses = /^(list|len|as_completed|concurrent\.futures\.as_completed|isinstance|print)$/

function leaked(node: Node): Node | null {
  const value = node.field('right')
  const made = callee(value)
  const isOpened =
    openers.test(made) || (/\.open$/.test(made) && /^[\w.]*(path|file|dir|Path\(.*\))[\w.]*\.open$/i.test(made))
  return isOpened && kindOf(node.parent()) === 'expression_statement' && staysHere(node, borrowers) ? value : null
}

/** A local name that is neither closed nor handed on nor kept anywhere else. */
function staysHere(node: Node, borrowing: RegExp): boolean {
  const name = node.field('left')
  const fn = functionOf(node)
  if (kindOf(name) !== 'identifier' || kindOf(fn) !== 'function_definition') return false
  const text = name?.text() ?? ''
  const body = fn.field('body')
  if (!body || new RegExp(`\\b(global|nonlocal)\\b[^\\n]*\\b${text}\\b`).test(body.text())) return false
  const uses = body
    .findAll({ rule: { kind: 'identifier', regex: `^${text}$` } })
    .filter((one) => one.id() !== name?.id())
  return uses.every((use) => isBorrowed(use, borrowing)) && !closesBeforeEveryReturn(uses)
}

const closesBeforeEveryReturn = (uses: Node[]) =>
  uses.some((use) =>
    /^(close|shutdown|terminate|quit|__exit__|detach|__enter__|stop|server_close|release|join)$/.test(
      use.parent()?.field('attribute')?.text() ?? '',
    ),
  )

/** It is read, asked or looped over, and nobody gets hold of it. */
function isBorrowed(use: Node, borrowing: RegExp): boolean {
  const up = use.parent()
  const kind = kindOf(up)
  if (kind === 'attribute') {
    if (up?.field('object')?.id() !== use.id()) return true
    // `f.close` handed over as a function, and methods of an object that gives itself away.
    return kindOf(up.parent()) === 'call'
      ? up.parent()?.field('function')?.id() === up.id() &&
          !/^(makefile|cursor|detach)$/.test(up.field('attribute')?.text() ?? '')
      : false
  }
  if (kind === 'keyword_argument')
    return up?.field('name')?.id() === use.id() || /^(file|fp|stream)$/.test(up?.field('name')?.text() ?? '')
  if (kind === 'argument_list') return borrowing.test(callee(up?.parent()))
  if (kind === 'for_statement' || kind === 'for_in_clause') return up?.field('right')?.id() === use.id()
  return (
    kind === 'comparison_operator' || kind === 'not_operator' || kind === 'if_statement' || kind === 'while_statement'
  )
}

function keptLock(statement: Node): Node | null {
  const call = parts(statement)[0]
  const lock = /^(.*)\.acquire$/.exec(callee(call))?.[1]
  const fn = functionOf(statement)
  if (
    !lock ||
    !call ||
    /^(__enter__|acquire|_acquire\w*|acquire_\w+|lock|__init__|_lock)$/.test(fn.field('name')?.text() ?? '')
  )
    return null
  const releases = ownNodes(fn, 'call').filter((one) => callee(one) === `${lock}.release` && isBefore(statement, one))
  const isGuarded = releases.some((one) => one.ancestors().some((up) => kindOf(up) === 'finally_clause'))
  const [first] = releases
  if (isGuarded || !first) return null
  const leaving = ownNodes(fn, 'return_statement', 'raise_statement').some((one) => {
    if (!isBefore(statement, one) || !isBefore(one, releases.at(-1) ?? first)) return false
    return !releases.some((release) => isBefore(release, one) && isInside(one, statementOf(release).parent() ?? one))
  })
  return leaving ? call : null
}

const closing =
  /^(io\.|codecs\.|gzip\.|bz2\.|lzma\.)?open$|\.open$|^(zipfile\.)?ZipFile$|^(socket\.)?socket$|^(contextlib\.)?closing$|Executor$|^(tempfile\.)?(NamedTemporaryFile|TemporaryFile)$|^(httpx\.)?Client$/
const uses =
  /^(read|readline|readlines|write|writelines|seek|tell|recv|send|sendall|submit|map|extract|extractall|namelist|infolist|getnames|getmembers|truncate|flush|execute)$/

function usedAfterWith(statement: Node): Node | null {
  for (const item of parts(childOf(statement, 'with_clause'))) {
    const pattern = childOf(item, 'as_pattern')
    const name = childOf(pattern, 'as_pattern_target')?.text() ?? ''
    if (!pattern || !/^\w+$/.test(name) || !closing.test(callee(parts(pattern)[0]))) continue
    const found = usedIn(following(statement), name)
    if (found) return found
  }
  return null
}

function usedAfterClose(statement: Node): Node | null {
  const call = parts(statement)[0]
  const name = /^(\w+)\.close$/.exec(callee(call))?.[1]
  if (!name || kindOf(statement.parent()) !== 'block') return null
  const fn = functionOf(statement)
  const isOpened = ownNodes(fn, 'assignment').some(
    (one) =>
      one.field('left')?.text() === name &&
      (openers.test(callee(one.field('right'))) || closing.test(callee(one.field('right')))),
  )
  return isOpened ? usedIn(following(statement), name) : null
}

/** The first use in these statements, unless the name is given something else before. */
function usedIn(statements: Node[], name: string): Node | null {
  for (const statement of statements) {
    if (
      new RegExp(
        `(^|\\n)\\s*(with\\b.*\\bas ${name}\\b|${name}\\s*(:[^=]+)?=[^=]|del ${name}\\b|for\\b.*\\b${name}\\b.*\\bin\\b)`,
      ).test(statement.text())
    ) {
      const [value] = parts(statement)
      const found =
        kindOf(value) === 'assignment' && value?.field('left')?.text() === name
          ? used(value.field('right') ?? value, name)
          : null
      return found
    }
    const found = used(statement, name)
    if (found) return found
  }
  return null
}

function used(node: Node, name: string): Node | null {
  const found = node.findAll({ rule: { kind: 'identifier', regex: `^${name}$` } }).find((one) => {
    const up = one.parent()
    if (kindOf(up) === 'attribute')
      return (
        up?.field('object')?.id() === one.id() &&
        kindOf(up?.parent()) === 'call' &&
        uses.test(up?.field('attribute')?.text() ?? '')
      )
    return (kindOf(up) === 'for_in_clause' || kindOf(up) === 'for_statement') && up?.field('right')?.id() === one.id()
  })
  return found && bodyOf(node).every((one) => kindOf(one) !== 'function_definition') ? statementOf(found) : null
}
