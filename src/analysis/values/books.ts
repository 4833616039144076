// The files that are looked at together: each is opened when something of it is called, and then says which function that is.
import { posix } from 'node:path'
import type { Links, Paths } from '../links/paths.ts'
import { pathOf } from './context.ts'
import type { Facts } from './facts.ts'
import type { Expr, File, Func } from './form.ts'
import { importsOf, packagesOf } from './imports.ts'
import type { Value } from './value.ts'

/** `read` is asked only when something of the file is called. */
export type Source = { path: string; code: string; read: () => File }

export type Book = {
  path: string
  code: string
  file: File
  imports: ReadonlyMap<string, string>
  packages: ReadonlyMap<string, string>
  byName: Map<string, Func[]>
  /** What the file itself sets. */
  globals: Map<string, Value>
}

export type Place = { book: Book; fn: Func }

export type Books = { own: Book; functionOf(book: Book, callee: Expr, from: Func): Place | null }

export function openBooks(
  [own, ...others]: readonly [Source, ...Source[]],
  facts: Facts,
  links?: Links,
  paths?: Paths,
) {
  const sources = new Map(others.map((one) => [one.path, one]))
  const known = new Map<string, Book>()
  const first = opened(own, facts)
  known.set(own.path, first)
  const bookAt = (path: string): Book | null => {
    const source = sources.get(path)
    const book = known.get(path) ?? (source ? opened(source, facts) : null)
    if (book) known.set(path, book)
    return book
  }
  const elsewhere = (book: Book, callee: Expr, from: Func): Place | null => {
    if (!links || !paths || others.length === 0) return null
    const name = nameElsewhere(facts, book, callee, from)
    if (name === null) return null
    const place = links.placeOf(book.path, name, paths)
    const beside = !place && facts.language === 'go' && !name.includes('.')
    const found = place ?? (beside ? { paths: paths.inFolder(posix.dirname(book.path)), rest: [name] } : null)
    if (!found || found.rest.length > 1) return null
    const all = found.paths.flatMap((path) => {
      const there = path === book.path ? null : bookAt(path)
      const fn = there && exported(facts, there, found.rest[0])
      return fn ? [{ book: there, fn }] : []
    })
    const [only] = all
    return all.length === 1 && only ? only : null
  }
  const books: Books = {
    own: first,
    functionOf(book, callee, from) {
      const fn = ownFunction(facts, book, callee, from)
      return fn ? { book, fn } : elsewhere(book, callee, from)
    },
  }
  return books
}

function opened({ path, code, read }: Source, { language }: Facts): Book {
  const file = read()
  const byName = Map.groupBy(file.functions, ({ name }) => name)
  const [imports, packages] = [importsOf(language, code), packagesOf(language, code)]
  return { path, code, file, imports, packages, byName, globals: new Map() }
}

/** The one function that a call may mean: a method is looked for in its own class only. */
function ownFunction({ language }: Facts, { byName }: Book, callee: Expr, from: Func): Func | null {
  const path = pathOf(callee)
  const [, self, name] = /^(?:(this|self|cls)\.)?([\w$]+)$/.exec(path ?? '') ?? []
  if (!name) return null
  const own = (byName.get(name) ?? []).filter((fn) =>
    self
      ? fn.owner !== null && fn.owner === from.owner
      : fn.owner === null || (language !== 'go' && fn.owner === from.owner && callee.kind === 'name'),
  )
  const [only] = own
  return own.length === 1 && only && !from.locals.has(name) ? only : null
}

/** What is called, by the name that its file is found by; null for what surely stands nowhere else. */
function nameElsewhere({ language }: Facts, book: Book, callee: Expr, from: Func): string | null {
  const path = pathOf(callee)
  if (path === null) return null
  const [head = '', ...rest] = path.split('.')
  const full =
    book.imports.get(head)?.replace(/^\.+(?=\w)/, language === 'python' ? '' : '$&') ?? book.packages.get(head)
  if (language === 'java') return rest.length === 1 ? javaName(book, from, head, rest[0] ?? '') : null
  if (from.locals.has(head)) return null
  if (full !== undefined) return [full, ...rest].join('.')
  return language === 'go' && rest.length === 0 ? head : null
}

/** `Type.method`, and `field.method` where the class says of which type the field is. */
function javaName(book: Book, from: Func, head: string, method: string): string | null {
  const declared = from.locals.has(head)
    ? from.params.find(({ name }) => name === head)?.type
    : (book.file.types.get(head) ?? (/^[A-Z]/.test(head) ? head : undefined))
  const type = declared && /^[A-Z]\w*$/.test(declared) ? declared : null
  return type && `${book.packages.get(type) ?? type}.${method}`
}

/** Only one that is sure to be it, and to do as it says: with a body, and with nothing put around it. */
function exported({ language }: Facts, { path, code, file, byName }: Book, name: string | undefined): Func | null {
  const wanted = name ?? defaultOf(language, code)
  const owner = language === 'java' ? posix.basename(path, '.java') : null
  const all = (wanted ? (byName.get(wanted) ?? []) : []).filter((fn) => fn.owner === owner)
  const [only] = all
  if (all.length !== 1 || !only) return null
  const isBare = language === 'java' ? only.body.length > 0 : only.marks.length === 0 && file.top.inner.includes(only)
  return isBare ? only : null
}

const defaultOf = (language: Facts['language'], code: string): string | undefined =>
  language === 'javascript'
    ? /^(?:export default (?:async )?(?:function\s*\*?\s*)?|module\.exports = )(\w+)\s*(?:[;(]|$)/m.exec(code)?.[1]
    : undefined
