// What a mend is tried on: what each analyser says about a text, and where, before and after.
import { brokenNodes, grammarOf, treeOf } from './grammar.ts'
import { type Analyse, type CodeFile, hitsOf, type Told } from './hit.ts'
import { type Lines, linesOf } from './position.ts'

/** Offsets into the text that was looked at. */
export type Said = { ruleId: string; at: number }[]

/** The analyser that found the matter, all others, or both. */
export type Who = 'finder' | 'others' | 'all'

export type Trial = {
  /** Which of the analysers found the matter; null when none need hear of a fix alone. */
  finder: number | null
  /** What each of them says about a mended file, by its place among them; null when the grammar cannot read it. */
  ask(mended: CodeFile, who: Who): Promise<Map<number, Said> | null>
  /** What that analyser said before anything was mended. */
  before(analyser: number): Promise<Said>
}

export const isAsked = (who: Who, analyser: number, finder: number | null): boolean =>
  who === 'all' || finder === null || (analyser === finder) === (who === 'finder')

/** All of it in this thread; what was said before is asked for once, and only if need be. */
export function trialHere(file: CodeFile, analysers: Analyse[], finder: number | null = null): Trial {
  const known = new Map<number, Promise<Said>>()
  return {
    finder,
    async ask(mended, who) {
      if (!parses(mended)) return null
      const said = new Map<number, Said>()
      for (const [index, analyse] of analysers.entries())
        if (isAsked(who, index, finder)) said.set(index, await saidBy(analyse, mended))
      return said
    },
    before: (index) => {
      const analyse = analysers[index]
      const said = known.get(index) ?? (analyse ? saidBy(analyse, file) : Promise.resolve([]))
      known.set(index, said)
      return said
    },
  }
}

const saidBy = async (analyse: Analyse, file: CodeFile) => saidOf(file.content, await analyse(file))

/** What is not shown, or stands in another file, is not counted. */
export function saidOf(content: string, told: Told): Said {
  const lines = linesOf(content)
  return hitsOf(told)
    .filter(({ heldBack, path }) => !heldBack && path === undefined)
    .map(({ ruleId, range }) => ({ ruleId, at: startOf(lines, range) }))
}

export const startOf = ({ starts, text }: Lines, place: { startLine: number; startColumn: number }): number =>
  (starts[place.startLine - 1] ?? text.length) + place.startColumn - 1

export function parses({ path, content, language }: CodeFile): boolean {
  const grammar = grammarOf(language, path)
  return grammar === null || brokenNodes(treeOf(grammar, content)).length === 0
}
