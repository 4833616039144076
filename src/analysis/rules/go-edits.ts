// What mends of Go are made of: imports added, errors handed on.
import type { Node } from '../grammar.ts'
import { functionAround, kindOf, parts, root } from './go-tree.ts'
import type { MendEdit } from './mending.ts'

export const textOf = (node: Node | null | undefined): string => node?.text() ?? ''

/** What imports a package; nothing when the file does. Null where there is no place for it. */
export function importOf(node: Node, path: string): MendEdit[] | null {
  const file = root(node)
  const specs = file.findAll({ rule: { kind: 'import_spec' } })
  const same = specs.find((one) => textOf(one.field('path')) === `"${path}"`)
  // Under another name it is not what the mend writes.
  if (same) return same.field('name') ? null : []
  const [first] = specs
  const home = first?.parent()
  if (kindOf(home) === 'import_spec_list') {
    const behind = specs.find((one) => textOf(one.field('path')) > `"${path}"`) ?? first
    return behind ? [{ at: behind, newText: `"${path}"\n\t`, before: true }] : null
  }
  const at = home ?? parts(file).find((one) => kindOf(one) !== 'package_clause')
  return at ? [{ at, newText: `import "${path}"\n${home ? '' : '\n'}`, before: true }] : null
}

/** How often the file names a package. */
export const usesOf = (node: Node, name: string): number =>
  root(node)
    .text()
    .match(new RegExp(`(?<![\\w."/])${name}\\.[A-Z]`, 'g'))?.length ?? 0

const zeros: [RegExp, string][] = [
  [/^(\*|\[\]|map\[|chan\b|func\b|interface\{|any$|error$|<-chan\b)/, 'nil'],
  [/^(u?int(8|16|32|64)?|float(32|64)|byte|rune|uintptr)$/, '0'],
  [/^string$/, '""'],
  [/^bool$/, 'false'],
]

/** `return nil, err` as the function around wants it; null when it gives no error, or something unknown beside it. */
export function returnWith(node: Node, error: string): string | null {
  const result = functionAround(node)?.field('result')
  if (!result) return null
  const types =
    kindOf(result) === 'parameter_list'
      ? parts(result).flatMap((one) => {
          const names = one.children().filter((child) => kindOf(child) === 'identifier')
          return Array.from({ length: Math.max(1, names.length) }, () => textOf(one.field('type')))
        })
      : [result.text()]
  if (types.at(-1) !== 'error') return null
  const values = types.slice(0, -1).map((type) => zeros.find(([shape]) => shape.test(type))?.[1])
  return values.every((value) => value !== undefined) ? `return ${[...values, error].join(', ')}` : null
}

/** Neither asked about nor made by anybody else in the function. */
export const isFree = (node: Node, name: string): boolean =>
  !new RegExp(`\\b${name}\\b`).test(textOf(functionAround(node)))
