// Small mends for errors, locks and resources that our rules find neglected in Go.
import type { Node } from '../grammar.ts'
import { importOf, isFree, returnWith, textOf } from './go-edits.ts'
import { bare, escaped, following, functionAround, kindOf, loopAround, parts, root, statementsOf } from './go-tree.ts'
import { all, indentOf, instead, lineIndent } from './mending.ts'
import { argumentsOf, type Mend } from './rule.ts'

type Fix = (marked: Node) => Mend | null

/** `x, _ := f()` keeps its error and hands it on. */
export const handOnError: Fix = (node) => {
  const name = parts(node.field('left'))[0]
  const back = returnWith(node, 'err')
  const indent = indentOf(node)
  // A second `err :=` behind it would declare nothing new.
  const isTaken = following(node).some((one) => /^(var\s+err\b|err\s*:=)/.test(one.text()))
  if (!name || !back || isTaken || indent === null || !/^\w+,\s*_\s*:=/.test(node.text())) return null
  const call = textOf(node.field('right'))
  return instead(
    'Hand the error on',
    node,
    `${name.text()}, err := ${call}\n${indent}if err != nil {\n${indent}\t${back}\n${indent}}`,
  )
}

/** Calls that give nothing but an error. */
const single =
  /^((json|xml|yaml|toml|bson)\.Unmarshal\w*\(|os\.(Rename|WriteFile|Chdir|Truncate|Link|Symlink)\(|ioutil\.WriteFile\(|\w*[tT]x\.Commit\(|(\w+\.)*rows?\.Scan\(|http\.ListenAndServe|exec\.Command\(.*\)\.Run\(\)$|(\w+\.)*(ShouldBind\w*|BodyParser)\()|\.Decode\([^()]*\)$/

const pairs = /^((\w+\.)*(db|tx|DB|Tx|conn)\.(Exec|ExecContext|NamedExec)\(|io\.(ReadFull|Copy)\(|(rand|crand)\.Read\()/

export const askError: Fix = (statement) => {
  const back = returnWith(statement, 'err')
  const indent = indentOf(statement)
  const names = single.test(statement.text()) ? 'err' : pairs.test(statement.text()) ? '_, err' : null
  return back && names && indent !== null
    ? instead(
        'Hand the error on',
        statement,
        `if ${names} := ${statement.text()}; err != nil {\n${indent}\t${back}\n${indent}}`,
      )
    : null
}

export const returnError: Fix = (node) => {
  const name = /^(\w+)\s*!=\s*nil$/.exec(textOf(node.field('condition')))?.[1]
  const back = name ? returnWith(node, name) : null
  const block = kindOf(node) === 'if_statement' ? node.field('consequence') : null
  return block && back
    ? instead('Hand the error on', block, `{\n${lineIndent(node)}\t${back}\n${lineIndent(node)}}`)
    : null
}

export const askInside: Fix = (node) => {
  const [left, right] = [node.field('left'), node.field('right')]
  if (kindOf(node) !== 'binary_expression' || /\.Error\(\)/.test(node.text()) || !left || !right) return null
  const not = textOf(node.field('operator')) === '!=' ? '!' : ''
  return all(
    'Use errors.Is',
    { at: node, newText: `${not}errors.Is(${left.text()}, ${right.text()})` },
    ...(importOf(node, 'errors') ?? [null]),
  )
}

/** The check changes places with the use before it. */
export const checkFirst: Fix = (use) => {
  const [check] = following(use)
  return check && indentOf(use) !== null
    ? all('Check the error first', { at: use, newText: check.text() }, { at: check, newText: use.text() })
    : null
}

const previous = (node: Node): Node | undefined =>
  node.prevAll().find((one) => one.isNamed() && kindOf(one) !== 'comment')

/** At the end of the block in which the error was only told. */
export const leaveAfterError: Fix = (use) => {
  const check = previous(use)
  const block = check?.field('consequence')
  const last = statementsOf(block).at(-1)
  const fn = functionAround(use)
  const back = fn?.field('result') ? returnWith(use, 'err') : 'return'
  return kindOf(check) === 'if_statement' && last && back && !loopAround(use) && indentOf(last) !== null
    ? instead('Return after the error', last, `${last.text()}\n${lineIndent(last)}${back}`)
    : null
}

/** Only where the function gives nothing: what else to give takes a decision. */
export const leaveWhenNil: Fix = (use) => {
  const inside = use
    .ancestors()
    .find((one) => kindOf(one.parent()) === 'statement_list' && kindOf(previous(one)) === 'if_statement')
  const check = previous(kindOf(use.parent()) === 'statement_list' ? use : (inside ?? use))
  const last = statementsOf(check?.field('consequence')).at(-1)
  return last &&
    /==\s*nil$/.test(textOf(check?.field('condition'))) &&
    !functionAround(use)?.field('result') &&
    !loopAround(use)
    ? instead('Return when it is nil', last, `${last.text()}\n${lineIndent(last)}return`)
    : null
}

export const askType: Fix = (node) => {
  const statement = node.ancestors().find((one) => kindOf(one) === 'short_var_declaration')
  const back = returnWith(
    node,
    `fmt.Errorf("${textOf(node.field('operand')).replace(/["\\]/g, '')} is no ${textOf(node.field('type'))}")`,
  )
  const isWhole = statement?.field('right')?.text() === node.text() && /^\w+$/.test(textOf(statement?.field('left')))
  const indent = statement ? indentOf(statement) : null
  if (
    !statement ||
    !back ||
    !isWhole ||
    !isFree(node, 'ok') ||
    indent === null ||
    kindOf(statement.parent()) !== 'statement_list'
  )
    return null
  const text = `${textOf(statement.field('left'))}, ok := ${node.text()}\n${indent}if !ok {\n${indent}\t${back}\n${indent}}`
  return all('Ask for the type', { at: statement, newText: text }, ...(importOf(node, 'fmt') ?? [null]))
}

/** What is given back must not be read after the lock is gone. */
export const unlockFirst: Fix = (node) => {
  const code = textOf(functionAround(node))
  const locks = new Set([...code.matchAll(/([\w.]+)\.(R?)Lock\(\)/g)].map((match) => `${match[1]}.${match[2]}Unlock()`))
  const [unlock, ...more] = locks
  const isPlain = parts(parts(node)[0]).every((one) =>
    /^(nil|true|false|-?\d+|"[^"]*"|err|\w*[eE]rr\w*|fmt\.Errorf\([^.]*\))$/.test(one.text()),
  )
  return unlock && more.length === 0 && isPlain && indentOf(node) !== null
    ? all('Unlock before it', { at: node, newText: `${unlock}\n${lineIndent(node)}`, before: true })
    : null
}

/** A method that is called on a pointer sees the one lock. */
export const takePointer: Fix = (node) => {
  const method = node.parent()?.parent()
  const isReceiver = kindOf(method) === 'method_declaration' && method?.field('receiver')?.id() === node.parent()?.id()
  const type = node.field('type')
  // A value that is kept as an interface would need its address taken.
  const isValue = new RegExp(`=\\s*${escaped(textOf(type))}\\{`).test(root(node).text())
  return isReceiver && type && !isValue ? instead('Take a pointer', type, `*${type.text()}`) : null
}

/** Not out of a loop, and not for a goroutine that this one starts. */
export const addBefore: Fix = (call) => {
  const statement = call.parent()
  const start = call.ancestors().find((one) => kindOf(one) === 'go_statement')
  const literal = functionAround(call)
  const isDirect = statementsOf(literal?.field('body')).some((one) => one.id() === statement?.id())
  const isOwn = isDirect && !/\bgo\s+func\b/.test(bare(literal?.field('body')))
  return start && isOwn && kindOf(statement) === 'expression_statement' && statement && indentOf(start) !== null
    ? all(
        'Call Add before go',
        { at: start, newText: `${call.text()}\n${lineIndent(start)}`, before: true },
        { at: statement, newText: '' },
      )
    : null
}

/** Only where nobody needs the context when the function has ended. */
export const deferCancel: Fix = (node) => {
  const name = textOf(parts(node.field('left'))[0])
  const code = following(node).map(bare).join('\n')
  const outlives = new RegExp(
    `\\breturn\\b[^\\n]*\\b${name}\\b|[\\w\\]]\\s*=\\s*${name}\\b|:\\s*${name}\\b|\\bgo\\b[^]*\\b${name}\\b`,
  ).test(code)
  const blank = parts(node.field('left'))[1]
  if (!isFree(node, 'cancel') || outlives || loopAround(node) || indentOf(node) === null || !/:=/.test(node.text()))
    return null
  return blank
    ? instead(
        'Cancel it at the end',
        node,
        `${name}, cancel := ${textOf(node.field('right'))}\n${lineIndent(node)}defer cancel()`,
      )
    : null
}

const roomIn = (node: Node, shape: RegExp): Mend | null => {
  const made = node
    .findAll({ rule: { kind: 'call_expression' } })
    .find((one) => shape.test(`${textOf(one.parent()?.parent())}`) && /^make\(chan\b/.test(one.text()))
  const type = made ? argumentsOf(made) : []
  return made && type.length === 1 ? instead('Give it room for one', made, made.text().replace(/\)$/, ', 1)')) : null
}

export const makeRoom: Fix = (node) => {
  const isSend = kindOf(node) === 'send_statement'
  const name = isSend ? textOf(node.field('channel')) : textOf(argumentsOf(node)[0])
  const started = node.ancestors().find((one) => kindOf(one) === 'go_statement')
  // In a loop it takes as much room as there are rounds.
  if (isSend && (!started || loopAround(started) || loopAround(node))) return null
  const home = functionAround(started ?? node)
  return home && /^\w+$/.test(name) ? roomIn(home, new RegExp(`^(var\\s+)?${escaped(name)}\\s*:?=`)) : null
}

/** After the check of the error, or at once where none is given. */
export const deferClose: Fix = (node) => {
  const [name, error] = parts(node.field('left')).map((one) => one.text())
  const [next] = following(node)
  const call = textOf(parts(node.field('right'))[0])
  const isTicker = /^time\.NewTicker\(/.test(call)
  if (!name || loopAround(node) || (!isTicker && kindOf(next) !== 'if_statement')) return null
  const at = isTicker ? node : next
  const isAnswer =
    /^(http|(\w+\.)*\w*[cC]lient)\.(Do|Get|Post|Head|PostForm)\(/.test(call) ||
    new RegExp(`\\b${name}\\.Body\\b`).test(textOf(functionAround(node)))
  if (
    !at ||
    indentOf(at) === null ||
    (!isTicker && !new RegExp(`^${error}\\s*!=\\s*nil$`).test(textOf(at.field('condition'))))
  )
    return null
  const close = isTicker ? `${name}.Stop()` : `${name}${isAnswer ? '.Body' : ''}.Close()`
  return instead('Close it at the end', at, `${at.text()}\n${lineIndent(at)}defer ${close}`)
}

/** Before the path is joined. */
export const refuseOutside: Fix = (call) => {
  const entry = argumentsOf(call)
    .slice(1)
    .find((one) => /^\w+\.Name$/.test(one.text()))
  const statement = call.ancestors().find((one) => kindOf(one.parent()) === 'statement_list')
  const back = entry
    ? returnWith(call, `fmt.Errorf("the archive's entry %q leaves its folder", ${entry.text()})`)
    : null
  const indent = statement ? indentOf(statement) : null
  if (!entry || !statement || !back || indent === null || !/"path\/filepath"/.test(root(call).text())) return null
  const check = `if !filepath.IsLocal(${entry.text()}) {\n${indent}\t${back}\n${indent}}\n${indent}`
  return all(
    'Refuse names that leave the folder',
    { at: statement, newText: check, before: true },
    ...(importOf(call, 'fmt') ?? [null]),
  )
}
