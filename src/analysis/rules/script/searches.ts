// Lists and databases that are asked once for each item.
import { bare, callee, functionAround, isFunction, lastOf, type Node, within } from './node.ts'
import { changesIn, isBoundIn, roundAround } from './performance.ts'
import { type Script, type ScriptRule, slow } from './rule.ts'
import { declarationOf, functionOf, givenTo, source, variableOf } from './scope.ts'

const databases =
  /(^|\.)(db|database|prisma|knex|pool|client|conn|connection|sequelize|repo|repository|\w+Repository|\w+Repo|trx|tx|orm|em|manager|collection|[A-Z]\w*(Model|Repository))$/i
const asks =
  /^(query|execute|findOne|findUnique|findUniqueOrThrow|findFirst|findById|findByPk|findMany|findOneBy|findOneOrFail|first|queryRow|queryOne|selectFrom|one|oneOrNone|any|get|all|raw)$/

export const searchRules: ScriptRule[] = [
  {
    ...slow(
      'query-in-loop',
      'CWE-1073',
      'The database is asked once for each item',
      'A hundred items are a hundred round trips. Ask for all of them at once, with IN or a join, and look the answers up.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /await|map/,
    find: (call, file) => {
      if (!isQuery(call, file) || isQuery(call.parent?.parent ?? call, file, call)) return null
      const round = roundAround(call)
      return round &&
        [...within(call)].some((one) => one.type === 'Identifier' && isBoundIn(one, round, file)) &&
        !/transaction|chunk|batch|page|cursor|BEGIN/i.test(file.text.slice(...round.range))
        ? call
        : null
    },
  },
  {
    ...slow(
      'list-searched-in-loop',
      'CWE-407',
      'The whole list is searched for every item',
      'The time grows with the product of both lengths. Make a Set of the list once, and ask it with `has`.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /includes|indexOf/,
    find: (call, file) => {
      const list = call.callee?.object
      if (
        !/^[\w$]+\.(includes|indexOf)$/.test(callee(call)) ||
        list?.type !== 'Identifier' ||
        call.arguments?.length !== 1
      )
        return null
      const round = roundAround(call)
      const [item] = call.arguments
      if (!round || !item || !isBoundIn(bare(item) as Node, round, file) || changesIn(list, round, file)) return null
      return isLongList(list, file) &&
        isLongList(overOf(round), file) &&
        functionAround(declarationOf(variableOf(list, file)) ?? call) !== null
        ? call
        : null
    },
  },
]

/** An awaited or returned question to a database; `inside`: the part of it that was seen first. */
function isQuery(call: Node, file: Script, inside?: Node): boolean {
  if (call.type !== 'CallExpression' || call === inside) return false
  const path = callee(call)
  const name = lastOf(path)
  if (!asks.test(name) || (/^(get|all|one|any)$/.test(name) && !/prepare|\b(db|database)\./.test(path))) return false
  const object = path.slice(0, -name.length - 1)
  const root = object.split(/[.(]/)[0] ?? ''
  const isModel = /^[A-Z][a-z]\w+$/.test(object) && /^find(One|ById|ByPk|Many)/.test(name)
  const known =
    databases.test(root) ||
    databases.test(object.replace(/\(\)$/, '')) ||
    /^this\.\w*(db|repo|repository|prisma|pool|model)\w*\b/i.test(object) ||
    isModel
  const waits =
    call.parent?.type === 'AwaitExpression' ||
    call.parent?.type === 'ReturnStatement' ||
    call.parent?.type === 'ArrowFunctionExpression'
  return known && waits && !isFunction(source(call.arguments?.[0], file))
}

const overOf = (round: Node): Node | undefined => (isFunction(round) ? round.parent?.callee?.object : round.right)

/** Read, split or made from something: not written down in the code. */
function isLongList(list: Node | undefined, file: Script): boolean {
  const at = bare(list)
  if (at?.type === 'CallExpression')
    return (
      /\.(split|map|filter|keys|values|readdir|readdirSync|match)$/.test(callee(at)) ||
      (functionOf(at.callee, file)?.async ?? false)
    )
  const variable = variableOf(at, file)
  const given = givenTo(variable)
  if (given) return isLongList(given, file)
  const declarator = declarationOf(variable)
  // const [old, current] = await Promise.all([...])
  return (
    declarator?.type === 'VariableDeclarator' &&
    declarator.id?.type === 'ArrayPattern' &&
    callee(bare(declarator.init)) === 'Promise.all'
  )
}
