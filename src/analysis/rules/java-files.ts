// Java and the machine: temporary files, rights, XML parsers, patterns that run for hours, checks that are late.

import type { Node } from '../grammar.ts'
import { closeToOthers, refuseDoctypes } from './java-fixes.ts'
import { moveFile } from './java-fixes-flow.ts'
import {
  around,
  callsIn,
  fileText,
  fixedText,
  java,
  kindOf,
  methodAround,
  methodText,
  textOf,
  typeOf,
  valueOfName,
} from './java-tree.ts'
import { backtracks } from './redos.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const security = { languages: java, category: 'security' } as const

export const javaFileRules: PatternRule[] = [
  {
    ...security,
    id: 'predictable-temporary-file',
    kinds: ['method_invocation', 'object_creation_expression'],
    onlyIn: /java\.io\.tmpdir|"\/tmp\/|"\/var\/tmp\//,
    severity: 'medium',
    cwe: 'CWE-377',
    title: 'The name of the temporary file can be guessed',
    explanation:
      'Another user of the machine can put a link or a file of that name there first. Use Files.createTempFile, which makes a new file that only you can read.',
    find: (node) => {
      const isPath =
        /^(java\.nio\.file\.)?(Path\.of|Paths\.get|Path\.resolve)\(/.test(node.text()) ||
        textOf(node, 'type') === 'File'
      if (!isPath) return null
      const args = argumentsOf(node)
      const whole = args.map((one) => one.text()).join(' ')
      const hasFile = args.length > 1 || /\+/.test(whole) || /^"\/(var\/)?tmp\/[^"/]+"$/.test(whole)
      const inTmp = /System\.getProperty\("java\.io\.tmpdir"\)|^"\/(var\/)?tmp\/[^"/]+"/.test(whole)
      return inTmp && hasFile && !/random|uuid|nanoTime|UUID|createTemp/i.test(whole) && isWritten(node) ? node : null
    },
  },
  {
    ...security,
    id: 'old-temporary-folder',
    kinds: ['method_invocation'],
    onlyIn: /createTempFile/,
    severity: 'low',
    cwe: 'CWE-379',
    title: 'A folder takes the place of a temporary file that was deleted',
    explanation: 'Between delete and mkdir another user can take the name. Use Files.createTempDirectory.',
    find: (call) => {
      const name = textOf(call, 'object')
      if (calleeName(call) !== 'mkdir' || !/^\w+$/.test(name)) return null
      const made = valueOfName(call, name)?.text() ?? ''
      return /createTempFile\(/.test(made) && methodText(call).includes(`${name}.delete()`) ? call : null
    },
  },
  {
    ...security,
    id: 'world-writable',
    fix: closeToOthers,
    kinds: ['method_invocation', 'field_access', 'identifier'],
    onlyIn: /PosixFilePermission|setWritable|setReadable|setExecutable/,
    severity: 'medium',
    cwe: 'CWE-732',
    title: 'Every user of the machine may change this file',
    explanation:
      'Another program, or a stolen account of another user, can put its own content there. Give write access to the owner or the group only.',
    find: (node) => {
      if (/^PosixFilePermissions\.fromString\("[rwx-]{7}w[x-]"\)$/.test(node.text())) return node
      if (/^setWritable\(true,false\)$/.test(`${calleeName(node)}${textOf(node, 'arguments').replace(/\s/g, '')}`))
        return node
      const isWord =
        /^(PosixFilePermission\.)?OTHERS_WRITE$/.test(node.text()) &&
        !/^(field_access|switch_label)$/.test(kindOf(node.parent()))
      return isWord &&
        !/remove|contains|EnumSet\.complementOf/.test(
          around(node, 'expression_statement', 'if_statement')?.text().split('{')[0] ?? '',
        )
        ? node
        : null
    },
  },
  {
    ...security,
    id: 'xml-entities-on',
    fix: refuseDoctypes,
    kinds: ['method_invocation', 'object_creation_expression'],
    onlyIn:
      /DocumentBuilderFactory|SAXParserFactory|XMLInputFactory|SAXReader|SAXBuilder|XMLReaderFactory|TransformerFactory|SchemaFactory/,
    severity: 'high',
    cwe: 'CWE-611',
    title: 'XML is read with external entities on',
    explanation:
      'The document can make the parser read files of this machine or call servers. Switch document types off: setFeature("http://apache.org/xml/features/disallow-doctype-decl", true).',
    find: openParser,
  },
  {
    ...security,
    id: 'catastrophic-pattern',
    kinds: ['method_invocation', 'annotation'],
    onlyIn: /Pattern|matches|replaceAll|split/,
    severity: 'medium',
    cwe: 'CWE-1333',
    title: 'This pattern can run for hours',
    explanation:
      'A repetition inside of a repetition tries ever more ways on a text that nearly fits. Write it so that only one of them can match each character, or limit the length first.',
    find: (node) => {
      if (kindOf(node) === 'annotation')
        return /^@Pattern\(/.test(node.text()) &&
          backtracks(unquoted(/regexp\s*=\s*("(?:[^"\\]|\\.)*")/.exec(node.text())?.[1] ?? ''))
          ? node
          : null
      const takes =
        /^(\w+\.)*Pattern\.(compile|matches)$/.test(`${textOf(node, 'object')}.${calleeName(node)}`) ||
        /^(matches|replaceAll|replaceFirst|split)$/.test(calleeName(node))
      const [pattern] = argumentsOf(node)
      if (!takes || !pattern) return null
      const text = kindOf(pattern) === 'identifier' ? valueOfName(pattern, pattern.text()) : pattern
      return text && fixedText(text) !== null && backtracks(unquoted(text.text())) ? node : null
    },
  },
  {
    languages: java,
    category: 'bug',
    id: 'check-then-act',
    kinds: ['if_statement'],
    onlyIn: /exists\(/,
    severity: 'medium',
    cwe: 'CWE-367',
    title: 'Between the question and the act the file can change',
    explanation:
      'Two programs can both find it missing, and both create it. Let the operation itself decide: CREATE_NEW, or createNewFile, and handle the failure.',
    find: checkedBefore,
  },
  {
    languages: java,
    category: 'bug',
    id: 'failure-ignored',
    fix: moveFile,
    kinds: ['expression_statement'],
    onlyIn: /\.(renameTo|tryLock)\(/,
    severity: 'medium',
    cwe: 'CWE-252',
    title: 'Nobody looks whether it worked',
    explanation:
      'This method tells a failure by its answer and throws nothing. Look at the answer, or use the method of Files that throws.',
    find: (node) => {
      const [call] = node.children()
      if (!call || kindOf(call) !== 'method_invocation') return null
      const method = calleeName(call)
      const object = call.field('object')
      const isFile = object !== null && /^(java\.io\.)?File$/.test(typeOf(object))
      if (method === 'renameTo' && isFile) return node
      return method === 'tryLock' &&
        object !== null &&
        /Lock$/.test(typeOf(object)) &&
        /\.unlock\(/.test(methodText(node))
        ? node
        : null
    },
  },
]

const unquoted = (text: string) =>
  text.slice(1, -1).replace(/\\(.)/g, (_whole, sign: string) => (sign === '\\' ? '\\' : sign))

/** Written or handed on, and not only looked for. */
function isWritten(node: Node): boolean {
  const holder = around(node, 'variable_declarator')
  const name = textOf(holder, 'name')
  const body = methodText(node)
  if (!name)
    return /write|newOutputStream|FileOutputStream|FileWriter|newBufferedWriter|copy/i.test(
      textOf(around(node, 'expression_statement', 'local_variable_declaration')),
    )
  return new RegExp(
    `(write\\w*|newOutputStream|newBufferedWriter|FileOutputStream|FileWriter|PrintWriter|copy|transferTo|store|save|dump|export)\\s*\\([^;]*\\b${name}\\b|\\b${name}\\.(mkdir|createNewFile|toFile\\(\\)\\.create)`,
    'i',
  ).test(body)
}

const factories =
  /^(\w+\.)*(DocumentBuilderFactory|SAXParserFactory|XMLInputFactory)\.(newInstance|newDefaultInstance|newFactory|newNSInstance|newDefaultNSInstance)$/
const guarded =
  /disallow-doctype-decl|external-general-entities|FEATURE_SECURE_PROCESSING|SUPPORT_DTD|IS_SUPPORTING_EXTERNAL_ENTITIES|ACCESS_EXTERNAL_DTD|setExpandEntityReferences\(false\)|setEntityResolver|setXMLResolver|supportDTD|isSupportingExternalEntities|resolveEntity|load-external-dtd/

/** A parser of documents, made and used in one method, that nobody tells to be careful. */
function openParser(node: Node): Node | null {
  const isFactory = factories.test(`${textOf(node, 'object')}.${calleeName(node)}`)
  const isReader =
    kindOf(node) === 'object_creation_expression' && /^(SAXReader|SAXBuilder)$/.test(textOf(node, 'type'))
  const isXmlReader = /^([\w.]+\.)?XMLReaderFactory\.createXMLReader\(/.test(node.text())
  if (!isFactory && !isReader && !isXmlReader) return null
  const method = methodAround(node)
  if (!method || guarded.test(fileText(node))) return method ? partlyGuarded(node, method) : null
  const parses = callsIn(method, /^(parse|read|build|createXMLStreamReader|createXMLEventReader|unmarshal)$/).filter(
    (call) => argumentsOf(call).length > 0 && call.text() !== node.text(),
  )
  return parses.length > 0 &&
    !parses.every((call) => /^\(\s*("|new (StringReader|ByteArrayInputStream)\(\s*")/.test(textOf(call, 'arguments')))
    ? node
    : null
}

/** Other methods are careful; this one makes its own and calls no such method. */
function partlyGuarded(node: Node, method: Node): Node | null {
  const body = method.text()
  if (guarded.test(body)) return null
  const name = textOf(around(node, 'variable_declarator'), 'name')
  // Handed to a method that may harden it, or returned to whoever does.
  if (!name || new RegExp(`[(,]\\s*${name}\\s*[,)]|return\\s+${name}\\b`).test(body)) return null
  return callsIn(method, /^(parse|createXMLStreamReader|createXMLEventReader)$/).some(
    (call) => argumentsOf(call).length > 0,
  )
    ? node
    : null
}

const creates = /^(createFile|createDirectory|writeString|write|newOutputStream|newBufferedWriter|createNewFile|mkdir)$/

function checkedBefore(node: Node): Node | null {
  const test = textOf(node, 'condition').replace(/\s/g, '')
  const asked = /^\((!?)(?:Files\.(?:exists|notExists)\((\w+)\)|(\w+)\.exists\(\))\)$/.exec(test)
  const name = asked?.[2] ?? asked?.[3]
  if (!name) return null
  const isMissing = (asked?.[1] === '!') !== /notExists/.test(test)
  const then = node.field('consequence')
  const leaves = then !== null && /\b(return|throw)\b/.test(then.text())
  const scope = isMissing ? then : leaves ? around(node, 'block', 'constructor_body') : null
  if (!scope) return null
  const acts = callsIn(scope, creates).filter((call) => call.range().start.index > node.range().start.index)
  const first = acts.find((call) => new RegExp(`\\b${name}\\b`).test(call.text()))
  // To make a folder that is there already does no harm, and a file that must be new says so itself.
  return first && isExclusive(first, scope) ? node : null
}

/** It is the file's being new that matters: a lock, or a name nobody may have. */
const isExclusive = (call: Node, scope: Node): boolean =>
  !/CREATE_NEW|mkdir/.test(call.text()) &&
  /lock|pid|claim|acquire|reserve|exclusive|owner/i.test(`${textOf(methodAround(call), 'name')} ${scope.text()}`)
