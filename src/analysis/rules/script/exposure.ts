// What a program in JavaScript or TypeScript lets others see or change: files, folders, errors, windows.
import { closeToOthers, hideStack, switchOver } from './fixes-security.ts'
import { callee, functionAround, lastOf, type Node, pathOf, within } from './node.ts'
import { type Script, type ScriptRule, security } from './rule.ts'
import { declarationOf, fullName, functionOf, source, variableOf } from './scope.ts'

export const exposureRules: ScriptRule[] = [
  {
    ...security(
      'stack-in-answer',
      'CWE-209',
      'medium',
      'The answer shows the inside of the program',
      'Stack traces tell an attacker paths, versions and structure. Log them, and answer with a plain message.',
    ),
    fix: hideStack,
    kinds: ['CallExpression', 'Property'],
    onlyIn: /\.stack\b|includeStacktrace|errorhandler|dumpExceptions|showStack/i,
    find: (node, file) => {
      if (node.type === 'Property')
        return /^(includeStacktraceInErrorResponses|dumpExceptions|showStack)$/.test(node.key?.name ?? '') &&
          (node.value as Node).value === true
          ? node
          : null
      if (
        !/^(res|response|reply|ctx|c)(\.\w+\(\))*\.(send|json|end|write|text|html|render)$|^(Response|NextResponse)\.json$/.test(
          callee(node),
        )
      )
        return null
      const shown = node.arguments
        ?.flatMap((one) => [...within(one, false)])
        .find(
          (one) =>
            one.type === 'MemberExpression' &&
            one.property?.name === 'stack' &&
            /^(e|ex|err|error|exception)$/i.test(lastOf(pathOf(one.object))),
        )
      return shown &&
        !/NODE_ENV|isDev|development|debug/i.test(file.text.slice(...(functionAround(node) ?? node).range))
        ? node
        : null
    },
  },
  {
    ...security(
      'world-writable',
      'CWE-732',
      'high',
      'Every user of the machine may change this file',
      'Another account can replace what is in it, and this program will trust it. Leave writing to the owner: 0o600, or 0o750 for folders and programs.',
    ),
    fix: closeToOthers,
    kinds: ['CallExpression'],
    onlyIn: /chmod|umask/,
    find: (call, file) => {
      const name = lastOf(callee(call))
      if (callee(call) === 'process.umask') return call.arguments?.[0]?.value === 0 ? call : null
      const args = call.arguments ?? []
      if (/^[fl]?chmod(Sync)?$/.test(name)) return openToAll(source(args[1], file)) ? call : null
      const own = functionOf(call.callee, file)
      const index = args.findIndex((one) => openToAll(one))
      return own && index >= 0 && /mode|perm/i.test(pathOf(own.params?.[index])) ? call : null
    },
  },
  {
    ...security(
      'temp-file-race',
      'CWE-377',
      'medium',
      'The temporary file has a name that can be foreseen',
      'Another user can put a link of that name there first and have this program write somewhere else. Use mkdtemp, and write inside of that folder.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /tmp/i,
    find: (call, file) => {
      if (
        !/^(fs\.|fs\/promises\.|fs\.promises\.|fs-extra\.)?(writeFile|writeFileSync|createWriteStream|open|openSync|appendFile|appendFileSync|outputFile)$/.test(
          fullName(call.callee, file),
        )
      )
        return null
      const path = source(call.arguments?.[0], file)
      const options = call.arguments?.slice(1) ?? []
      if (!path || options.some((one) => /['"](wx|ax|r)\+?['"]/.test(file.text.slice(...one.range)))) return null
      return isForeseeable(path, file) ? call : null
    },
  },
  {
    ...security(
      'static-root',
      'CWE-538',
      'high',
      'The program’s own files are served to everybody',
      'Source, configuration and keys can be downloaded. Serve a folder that holds nothing else.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /static/,
    find: (call) => {
      if (!/^(express|serve)?\.?(static|serveStatic)$/.test(callee(call))) return null
      const [folder] = call.arguments ?? []
      return folder?.name === '__dirname' ||
        /^(\.|\.\/|\/|\.\.|\.\.\/)$/.test(String(folder?.value)) ||
        pathOf(folder) === 'process.cwd()'
        ? call
        : null
    },
  },
  {
    ...security(
      'electron-unsafe',
      'CWE-829',
      'high',
      'Pages in this window can run commands on the machine',
      'Any script that gets into the page has the power of the program. Leave nodeIntegration off and contextIsolation on.',
    ),
    fix: switchOver,
    kinds: ['Property'],
    onlyIn: /electron|BrowserWindow/,
    find: ({ key, value }) => {
      const on = (value as Node).value
      return (/^nodeIntegration(InWorker|InSubFrames)?$/.test(key?.name ?? '') && on === true) ||
        (/^(contextIsolation|webSecurity|sandbox)$/.test(key?.name ?? '') && on === false)
        ? (value as Node)
        : null
    },
  },
  {
    ...security(
      'message-origin',
      'CWE-346',
      'medium',
      'Messages are taken from every window',
      'Any page that opens or embeds this one can send them. Compare `event.origin` first.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /message/,
    find: (call, file) => {
      const [event, listener] = call.arguments ?? []
      if (!/^window\.addEventListener$/.test(callee(call)) || event?.value !== 'message') return null
      const handler = functionOf(listener, file)
      return handler &&
        !/origin|\.source\b|isTrusted/.test(file.text.slice(...handler.range)) &&
        /\.data\b|\bdata\b/.test(file.text.slice(...handler.range))
        ? call
        : null
    },
  },
  {
    ...security(
      'xml-entities',
      'CWE-611',
      'high',
      'XML is read with external entities on',
      'The document can make the parser read files or call servers. Leave `noent` off.',
    ),
    fix: switchOver,
    kinds: ['Property'],
    onlyIn: /libxml/,
    find: ({ key, value, parent }) =>
      /^(noent|replaceEntities)$/.test(key?.name ?? '') &&
      (value as Node).value === true &&
      /parse/i.test(callee(parent?.parent))
        ? (value as Node)
        : null,
  },
]

function openToAll(node: Node | undefined): boolean {
  if (node?.type !== 'Literal') return false
  const text =
    typeof node.value === 'string'
      ? node.value
      : /^0o?[0-7]{3,4}$/.test(node.raw ?? '')
        ? (node.raw ?? '').replace(/^0o?/, '')
        : ''
  return /^[0-7]{3,4}$/.test(text) && (Number.parseInt(text, 8) & 0o1002) === 2
}

/** Under the temporary folder, with nothing drawn at random in it. */
function isForeseeable(path: Node, file: Script): boolean {
  const text = expanded(path, file)
  return /^\s*[`'"]\/(var\/)?tmp\/[^'"`]/.test(text) ||
    /^(path\.)?(join|resolve)\(\s*((os\.)?tmpdir\(\)|['"]\/tmp['"])\s*,/.test(text) ||
    /^[`(]?(\$\{)?(os\.)?tmpdir\(\)\s*[}+]/.test(text)
    ? !/random|uuid|nanoid|mkdtemp|hrtime|cuid|ulid/i.test(text) &&
        !/randomUUID|randomBytes/.test(nameSources(path, file))
    : false
}

const expanded = (path: Node, file: Script) => file.text.slice(...path.range)

const nameSources = (path: Node, file: Script): string =>
  [...within(path)]
    .map((one) => (one.type === 'Identifier' ? declarationOf(variableOf(one, file)) : undefined))
    .map((one) => (one ? file.text.slice(...one.range).slice(0, 300) : ''))
    .join(' ')
