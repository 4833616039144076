// Small mends for mistakes that our rules find in Go: conditions, loops, numbers, formats.
import type { Node } from '../grammar.ts'
import { importOf, textOf } from './go-edits.ts'
import {
  declarationAround,
  escaped,
  following,
  functionAround,
  functionsNamed,
  kindOf,
  loopAround,
  parts,
  root,
  statementsOf,
} from './go-tree.ts'
import { all, indentOf, instead, lineIndent } from './mending.ts'
import { argumentsOf, calleeName, type Mend } from './rule.ts'

type Fix = (marked: Node) => Mend | null

const inBrackets = (node: Node | null | undefined): string =>
  kindOf(node) === 'binary_expression' ? `(${textOf(node)})` : textOf(node)

export const convertFirst: Fix = (node) => {
  const type = /^float(32|64)/.exec(node.text())?.[0]
  const [value] = argumentsOf(node)
  const text = `${type}(${textOf(value?.field('left'))}) / ${type}(${textOf(value?.field('right'))})`
  return instead(
    'Convert both sides first',
    node,
    /^(binary|unary)_expression$/.test(kindOf(node.parent())) ? `(${text})` : text,
  )
}

export const makeMap: Fix = (write) => {
  const name = /^\w+/.exec(write.text())?.[0]
  const spec = functionAround(write)
    ?.findAll({ rule: { kind: 'var_spec' } })
    .find((one) => textOf(one.field('name')) === name && kindOf(one.field('type')) === 'map_type')
  return instead('Make the map', spec, `${name} = make(${textOf(spec?.field('type'))})`)
}

export const swapArguments: Fix = (call) => {
  const [fn] = functionsNamed(call, calleeName(call))
  const names = parts(fn?.field('parameters')).flatMap((one) =>
    one
      .children()
      .filter((child) => kindOf(child) === 'identifier')
      .map((child) => child.text()),
  )
  const given = argumentsOf(call)
  for (const [index, one] of given.entries()) {
    const place = names.indexOf(one.text())
    const other = given[place]
    if (other && place !== index && other.text() === names[index])
      return all('Swap the arguments', { at: one, newText: other.text() }, { at: other, newText: one.text() })
  }
  return null
}

export const setOuter: Fix = (node) => {
  const operator = node.children().find((one) => one.text() === ':=')
  return parts(node.field('left')).length === 1 ? instead('Set the one outside', operator, '=') : null
}

/** Only `==` with `==` and `!=` with `!=`, and lengths. */
export const otherOperator: Fix = (node) => {
  const [left, right] = [node.field('left'), node.field('right')]
  const [, list, sign] = /^len\(([\w.]+)\)\s*(>=|<)\s*0$/.exec(node.text()) ?? []
  if (list) return instead('Ask whether there is any', node, `len(${list}) ${sign === '<' ? '==' : '>'} 0`)
  const isPlain = [left, right].every((side) => /^[=!]=$/.test(textOf(side?.field('operator'))))
  const text = `${textOf(left)} ${textOf(node.field('operator')) === '||' ? '&&' : '||'} ${textOf(right)}`
  return isPlain
    ? instead('Use the other operator', node, kindOf(node.parent()) === 'binary_expression' ? `(${text})` : text)
    : null
}

export const askForNaN: Fix = (node) => {
  const operator = textOf(node.field('operator'))
  const other = [node.field('left'), node.field('right')].find((side) => textOf(side) !== 'math.NaN()')
  return /^[=!]=$/.test(operator) && other
    ? instead('Use math.IsNaN', node, `${operator === '!=' ? '!' : ''}math.IsNaN(${other.text()})`)
    : null
}

export const askClose: Fix = (node) => {
  if (/float32/.test(root(node).text())) return null
  const sign = textOf(node.field('operator')) === '==' ? '<' : '>='
  const text = `math.Abs(${textOf(node.field('left'))}-${inBrackets(node.field('right'))}) ${sign} 1e-9`
  return all('Compare with a tolerance', { at: node, newText: text }, ...(importOf(node, 'math') ?? [null]))
}

export const stopBefore: Fix = (node) => {
  if (kindOf(node) === 'index_expression')
    return instead('Take the last', node.field('index'), `${textOf(node.field('index'))}-1`)
  const condition = node.field('condition')
  return instead('Stop before the end', condition, textOf(condition).replace('<=', '<'))
}

/** Where the loop counts, the next item now has the same index. */
export const stepBack: Fix = (node) => {
  const range = loopAround(node)
    ?.children()
    .find((one) => kindOf(one) === 'for_clause')
  const index = /\[:(\w+)\]/.exec(node.text())?.[1]
  return range && index && following(node).length === 0 && textOf(range.field('update')) === `${index}++`
    ? instead('Look at this index again', node, `${node.text()}\n${lineIndent(node)}${index}--`)
    : null
}

export const turnStep: Fix = (clause) => {
  const update = kindOf(clause) === 'for_clause' ? clause.field('update') : null
  const text = textOf(update)
  const turned = text.includes('-')
    ? text.replace('--', '++').replace('-=', '+=')
    : text.replace('++', '--').replace('+=', '-=')
  return update ? instead('Step the other way', update, turned) : null
}

export const copyForEach: Fix = (literal) => {
  const statement = literal.ancestors().find((one) => /^(go|expression)_statement$/.test(kindOf(one)))
  const loop = loopAround(literal)
  const names = statementsOf(loop?.field('body')).flatMap((one) =>
    kindOf(one) === 'assignment_statement' && textOf(one.field('operator')) === '='
      ? parts(one.field('left')).map((left) => left.text())
      : [],
  )
  const [name, ...more] = names.filter((one) => new RegExp(`(^|[^\\w.])${escaped(one)}\\b`).test(literal.text()))
  return statement && name && /^[a-z]\w*$/.test(name) && more.length === 0
    ? all('Give each round its own', {
        at: statement,
        newText: `${name} := ${name}\n${lineIndent(statement)}`,
        before: true,
      })
    : null
}

/** Two fields with one name: this one takes its own, written like the others. */
export const ownName: Fix = (field) => {
  const tag = field.field('tag')
  const name = textOf(field.field('name'))
  const others = parts(field.parent()).map((one) => /json:"([^",]+)/.exec(textOf(one.field('tag')))?.[1] ?? '')
  const isSnake = others.some((one) => one.includes('_'))
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
  const own = isSnake ? words : words.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return tag && own !== '' && !others.includes(own)
    ? instead('Name it after the field', tag, tag.text().replace(/json:"[^",]+/, `json:"${own}`))
    : null
}

/** As a statement of its own in the loop's body. */
export const compileBefore: Fix = (call) => {
  const statement = call.ancestors().find((one) => kindOf(one) === 'short_var_declaration')
  const loop = loopAround(call)
  const isDirect = statementsOf(loop?.field('body')).some((one) => one.id() === statement?.id())
  const isWhole = statement?.field('right')?.text() === call.text() && /^regexp\.MustCompile/.test(call.text())
  const isPlain = /^\w+$/.test(textOf(statement?.field('left')))
  return loop && statement && isDirect && isWhole && isPlain && indentOf(loop) !== null && declarationAround(call)
    ? all(
        'Compile it before the loop',
        { at: loop, newText: `${statement.text()}\n${lineIndent(loop)}`, before: true },
        { at: statement, newText: '' },
      )
    : null
}

export const keepResult: Fix = (statement) => {
  const call = parts(statement)[0]
  const [first] = call ? argumentsOf(call) : []
  const keepsType = /^(strings|bytes)\.(Trim\w*|Replace|ReplaceAll|ToLower|ToUpper|Title|ToTitle|Repeat)$/
  return call && keepsType.test(textOf(call.field('function'))) && /^[A-Za-z_][\w.]*$/.test(textOf(first))
    ? instead('Assign the result', statement, `${textOf(first)} = ${call.text()}`)
    : null
}
