// The order of this book: a file may cite its own folder and earlier chapters only, and some words have one place.
import { globSync, readFileSync } from 'node:fs'
import { posix as path } from 'node:path'
import { expect, test } from 'playwright/test'

const chapters = [
  ['src/contract/'], //                                                                       the words
  ['src/openapi/'], //                                                                         the words, told to other programs
  ['src/env.ts', 'src/log.ts', 'src/metrics.ts', 'src/tracing', 'src/once.ts', 'src/every.ts'], //                            the ground
  ['src/report/'], //                                                                          how findings are told
  ['src/db/', 'src/redis.ts', 'src/rabbitmq.ts'], //                                                              where things are kept
  ['src/queue/', 'src/events.ts', 'src/limits.ts', 'src/cache.ts'], //                         how things move
  ['src/analysis/'], //                                                                        how code is judged
  ['src/accounts/'], //                                                                        who is asking
  ['src/rules/'], //                                                                           what a team wants looked for
  ['src/projects/', 'src/reviews/', 'src/insights/', 'src/webhooks/'], //                      what a project and a review live through
  ['src/retention/'], //                                                                       what is kept, for how long, and how it goes
  ['src/app/', 'src/server', 'src/proxy.ts', 'worker/', 'cli/'], //            the doors
]
const ground = 2

// A chapter that may reach less far back than to all before it: the last chapter it may cite.
const reach: [place: RegExp, last: number][] = [
  [/^src\/contract\//, 0],
  [/^src\/openapi\//, 0],
  [/^src\/report\//, 0],
  [/^src\/analysis\//, ground],
]
const doorToDoor = [{ from: /^src\/server\/hot-reads\.ts$/, to: /^src\/app\/((.*\/)?handler|api\/plain)\.ts$/ }]

const wordsInOnePlace: [what: string, word: RegExp, place: RegExp][] = [
  // The sample is a text for people to have reviewed.
  ['process.env', /\bprocess\.env\b/, /^src\/(env|projects\/sample)\.ts$/],
  ['ioredis', /from 'ioredis'/, /^src\/(redis\.ts|queue\/)/],
  ['rabbitmq-client', /from 'rabbitmq-client'/, /^src\/(rabbitmq\.ts|queue\/)/],
  ['@opentelemetry', /(from|import\() ?'@opentelemetry/, /^src\/tracing(-export)?\.ts$/],
  ['ai', /from '(ai|@ai-sdk\/[^']*)'/, /^src\/analysis\//],
  ['next', /from 'next(\/[^']*)?'/, /^src\/(app\/|server\.ts|proxy\.ts)/],
]
// Next finds its files' default exports by name, the thread pool those of its threads.
const demandsDefault =
  /^src\/app\/(.*\/)?(page|layout|template|loading|error|global-error|not-found|default|icon|manifest|robots|sitemap)\.tsx?$|-thread\.ts$/

const everyFile = globSync('{src,worker,cli,bin,bench}/**/*.{ts,tsx,mjs}').sort()
const isTest = (file: string) => /\.(test|e2e)\.tsx?$/.test(file)
const product = everyFile.filter((file) => /^(src|worker|cli)\//.test(file) && !isTest(file) && !file.endsWith('.d.ts'))
const source = (file: string) => readFileSync(file, 'utf8')
const code = (file: string) => source(file).replace(/^\s*(\/\/|\/?\*).*$/gm, '')

const citation = /(?:\bfrom|\bimport|\bimport\(|new URL\()\s*'([#.][^']+)'/g
const citedBy = (file: string) =>
  [...code(file).matchAll(citation)].map(([, name = '']) =>
    name.startsWith('#') ? `src/${name.slice(1)}` : path.join(path.dirname(file), name),
  )
const chapterOf = (file: string) => chapters.findIndex((places) => places.some((place) => file.startsWith(place)))
const placeOf = (file: string) => chapters.flat().find((place) => file.startsWith(place))

function wrongCitations(file: string): string[] {
  const chapter = chapterOf(file)
  const last = reach.find(([place]) => place.test(file))?.[1] ?? chapter - 1
  const isAllowed = (cited: string) =>
    placeOf(cited) === placeOf(file) ||
    (chapter === ground && chapterOf(cited) === ground) ||
    doorToDoor.some(({ from, to }) => from.test(file) && to.test(cited)) ||
    (chapterOf(cited) >= 0 && chapterOf(cited) <= last)
  return citedBy(file).filter((cited) => /\.tsx?$/.test(cited) && !isAllowed(cited))
}

/** What a browser receives: the client components, and what they cite in `src/app`. */
function browserFiles(): Set<string> {
  const found = new Set<string>()
  const waiting = product.filter((file) => /^(\/\/.*\n)*'use client'/.test(source(file)))
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (found.has(file)) continue
    found.add(file)
    waiting.push(...citedBy(file).filter((cited) => product.includes(cited) && cited.startsWith('src/app/')))
  }
  return found
}

const offenders = (files: string[], wrong: (file: string) => boolean) => files.filter(wrong)

test('there is a tree to look at, and every product file has a chapter', () => {
  expect(product.length).toBeGreaterThan(50)
  expect(offenders(product, (file) => chapterOf(file) < 0)).toEqual([])
})

test('a file cites its own folder and earlier chapters only', () => {
  const wrong = product.flatMap((file) => wrongCitations(file).map((cited) => `${file} cites ${cited}`))
  expect(wrong).toEqual([])
})

test('what the front door answers with by itself knows no Next, however far one follows it', () => {
  const seen = new Set(product.filter((file) => doorToDoor.some(({ to }) => to.test(file))))
  expect(seen.size).toBeGreaterThan(0)
  for (const file of seen) for (const cited of citedBy(file)) if (product.includes(cited)) seen.add(cited)
  expect(offenders([...seen], (file) => /'next(\/[^']*)?'/.test(code(file)))).toEqual([])
})

test('browser code cites contract/ only', () => {
  const files = [...browserFiles()]
  expect(files.length).toBeGreaterThan(10)
  const wrong = files.flatMap((file) =>
    citedBy(file)
      .filter((cited) => /\.tsx?$/.test(cited) && !/^src\/(app|contract)\//.test(cited))
      .map((cited) => `${file} cites ${cited}`),
  )
  expect(wrong).toEqual([])
})

for (const [what, word, place] of wordsInOnePlace)
  test(`the word ${what} stands in its one place`, () => {
    expect(offenders(product, (file) => !place.test(file) && word.test(code(file)))).toEqual([])
  })

test('a file opens with a sentence about itself', () => {
  const opening = /^(#!.*\n)?('use client'\n+)?\/\/ \S+ \S+/
  expect(offenders(everyFile, (file) => !opening.test(source(file)))).toEqual([])
})

test('no file is longer than 250 lines', () => {
  expect(offenders(everyFile, (file) => source(file).trimEnd().split('\n').length > 250)).toEqual([])
})

test('no barrels, no default exports where Next does not ask for them, no class but Problem and the nodes of syntax trees', () => {
  const barrel = /^export (\*|(type )?\{[^}]*\}) from /m
  expect(offenders(product, (file) => /\/index\.tsx?$/.test(file) || barrel.test(code(file)))).toEqual([])
  expect(offenders(product, (file) => !demandsDefault.test(file) && /^export default\b/m.test(code(file)))).toEqual([])
  expect(
    offenders(product, (file) => /^(export )?(abstract )?class (?!(Problem|SyntaxNode)\b)/m.test(code(file))),
  ).toEqual([])
})
