// What is opened, locked or started and not ended; what is used after its end; files that change between two looks.
import { above, bare, callee, functionAround, isInside, lastOf, type Node, statementsOf, within } from './node.ts'
import { bug, type ScriptRule } from './rule.ts'
import { fullName, readsOf, usesOf, variableOf } from './scope.ts'

const opens = /^(fs\/promises|fs\.promises|fsPromises|fsp)\.open$|^fs\.openSync$|\.(getConnection|acquireConnection)$/
const pools = /(^|\.)(pool|\w*Pool)\.connect$/
const closes = /^(close|closeSync|release|end|destroy|releaseConnection|disconnect|dispose|return)$/

export const resourceRules: ScriptRule[] = [
  {
    ...bug(
      'resource-leak',
      'CWE-772',
      'high',
      'This is opened and never given back',
      'After enough calls the limit of open files or connections is reached and nothing works any more. Close it in a `finally`.',
    ),
    kinds: ['VariableDeclarator'],
    onlyIn: /open|onnect|acquire/,
    find: (node, file) => {
      const call = bare(node.init)
      if (!call || node.id?.type !== 'Identifier' || node.parent?.kind?.includes('using')) return null
      const name = fullName(call.callee, file)
      if (!opens.test(name) && !pools.test(callee(call))) return null
      if (!functionAround(node)) return null
      const variable = variableOf(node.id, file)
      const uses = variable ? readsOf(variable) : []
      return uses.length > 0 && !uses.some((use) => isClosing(use) || escapes(use)) ? call : null
    },
  },
  {
    ...bug(
      'lock-not-released',
      'CWE-667',
      'high',
      'The lock stays taken when the function is left early',
      'After an error or an early return everybody else waits for ever. Release it in a `finally`, or use runExclusive.',
    ),
    kinds: ['VariableDeclarator'],
    onlyIn: /acquire|lock/i,
    find: (node, file) => {
      if (node.init?.type !== 'AwaitExpression' || !/\.(acquire|lock)$/.test(callee(bare(node.init)))) return null
      const last = node.id?.type === 'ArrayPattern' ? node.id.elements?.at(-1) : node.id
      const variable = variableOf(last ?? undefined, file)
      const around = functionAround(node)
      const uses = variable ? readsOf(variable) : []
      const ending = uses.filter(
        (use) => (use.parent?.type === 'CallExpression' && use.parent.callee === use) || isClosing(use),
      )
      if (!around || ending.length === 0 || uses.length > ending.length) return null
      if (ending.some((use) => [...above(use)].some((at) => at.type === 'TryStatement' && isInside(use, at.finalizer))))
        return null
      const end = Math.max(...ending.map(({ range }) => range[0]))
      const risky = [...within(around.body as Node, false)].some(
        (one) =>
          /^(AwaitExpression|ReturnStatement|ThrowStatement)$/.test(one.type) &&
          one.range[0] > node.range[1] &&
          one.range[0] < end &&
          ending.every((use) => !isInside(use, one) && !isJustBefore(use, one)),
      )
      return risky ? node : null
    },
  },
  {
    ...bug(
      'use-after-close',
      'CWE-672',
      'high',
      'This is used after it was closed',
      'The call fails, or what it writes is lost. Move it before the end.',
    ),
    kinds: ['ExpressionStatement', 'TryStatement'],
    onlyIn: /\.(close|end|destroy|release)\(/,
    find: (node, file) => {
      const closing = node.type === 'TryStatement' ? (node.finalizer ? statementsOf(node.finalizer) : []) : [node]
      const block = node.parent ? (Array.isArray(node.parent.body) ? node.parent.body : []) : []
      const after = block.slice(block.indexOf(node) + 1)
      return closing.flatMap((statement) => {
        const object = closedBy(statement)
        const variable = variableOf(object ?? undefined, file)
        if (!variable || !object) return []
        const from = after[0]?.range[0] ?? Number.POSITIVE_INFINITY
        const rewritten = usesOf(variable).some(
          (use) => use.range[0] >= from && use.parent?.type === 'AssignmentExpression' && use.parent.left === use,
        )
        const use = rewritten
          ? undefined
          : after
              .flatMap((one) => [...within(one, false)])
              .find(
                (one) =>
                  one.type === 'CallExpression' &&
                  needsOpen.test(callee(one)) &&
                  one.callee?.object?.type === 'Identifier' &&
                  variableOf(one.callee.object, file) === variable,
              )
        return use ? [use] : []
      })
    },
  },
  {
    ...bug(
      'check-then-use',
      'CWE-367',
      'medium',
      'The file may change between the look and the use',
      'Another process can create, remove or replace it in between. Just do it (with the flag `wx` for a new file) and handle the error.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /exists|access|stat/,
    find: (call, file) => {
      const name = fullName(call.callee, file)
      if (
        !/^(fs|fs\/promises|fs\.promises|fs-extra|fsp)\.(existsSync|exists|pathExists|access|accessSync|stat|lstat)$/.test(
          name,
        ) ||
        !isCondition(call)
      )
        return null
      const [path] = call.arguments ?? []
      const around = functionAround(call)
      if (path?.type !== 'Identifier' || !around) return null
      const onlyMissing = /\.(stat|lstat|access)$/.test(name)
      const changes = onlyMissing
        ? /^(readFile|open|createReadStream|writeFile)$/
        : /^(writeFile|writeFileSync|open|openSync|createWriteStream|symlink|symlinkSync|link|rename|renameSync)$/
      const use = usesOf(variableOf(path, file) ?? ({ references: [] } as never)).find(
        (one) =>
          one.range[0] > call.range[1] &&
          functionAround(one) === around &&
          one.parent?.type === 'CallExpression' &&
          one.parent.arguments?.[0] === one &&
          changes.test(lastOf(callee(one.parent))) &&
          !/['"](wx|ax)/.test(file.text.slice(...one.parent.range)),
      )
      return use ? call : null
    },
  },
  {
    ...bug(
      'pipe-without-errors',
      'CWE-755',
      'medium',
      'An error of this stream ends the program',
      'A stream without a listener for `error` throws, and pipe does not hand errors on. Use pipeline from node:stream/promises.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /createReadStream/,
    find: (call, file) =>
      /createReadStream\(\)\.pipe$/.test(callee(call)) && /^fs\./.test(fullName(call.callee?.object?.callee, file))
        ? call
        : null,
  },
]

const needsOpen =
  /^[\w$]+\.(write|read|readFile|writeFile|query|execute|send|sync|datasync|truncate|stat|appendFile|publish)$/

/** `x.close()`, `await x.end()`: always, not under a condition. */
function closedBy(statement: Node): Node | null {
  const call = statement.type === 'ExpressionStatement' ? bare(statement.expression as Node) : undefined
  const object = call?.callee?.object
  return call?.type === 'CallExpression' &&
    /\.(close|end|destroy|release)$/.test(callee(call)) &&
    object?.type === 'Identifier'
    ? object
    : null
}

function isClosing({ parent }: Node): boolean {
  if (parent?.type === 'MemberExpression') return closes.test(parent.property?.name ?? '') || parent.computed === true
  return parent?.type === 'CallExpression' && /close|release|destroy|end|dispose/i.test(lastOf(callee(parent)))
}

/** Somebody else may close it: it is returned, stored, or handed to what is no call of its own module. */
function escapes(use: Node): boolean {
  const { parent } = use
  if (parent?.type === 'MemberExpression')
    return (
      parent.object !== use || /^(on|once|pipe|createReadStream|createWriteStream)$/.test(parent.property?.name ?? '')
    )
  if (parent?.type === 'CallExpression')
    return !/^(fs\.)?(fstat|read|write|ftruncate|fsync|fchmod|readFile|writeFile)Sync$/.test(callee(parent))
  return !/^(IfStatement|UnaryExpression|LogicalExpression|BinaryExpression)$/.test(parent?.type ?? '')
}

/** It decides about what follows: in a test, or compared with nothing. */
function isCondition(call: Node): boolean {
  for (const at of above(call)) {
    if (at.type === 'IfStatement' || at.type === 'ConditionalExpression') return isInside(call, at.test)
    if (at.type === 'VariableDeclarator') return /\.catch$/.test(callee(bare(at.init)))
    if (!/^(UnaryExpression|AwaitExpression|LogicalExpression|CallExpression|MemberExpression)$/.test(at.type))
      return false
  }
  return false
}

/** `release()` and then `return`, in one block: on that way it is released. */
const isJustBefore = (use: Node, way: Node): boolean =>
  way.type !== 'AwaitExpression' &&
  use.range[1] <= way.range[0] &&
  way.parent !== undefined &&
  isInside(use, way.parent)
