// Code that speaks to its reviewer: it is told, whatever it says, and a person decides what it was meant for.
import type { Advice, CodeFile, Hit } from '../hit.ts'
import { lineAt, linesOf } from '../position.ts'
import { addressing } from './reviewer-shapes.ts'

export const ADDRESSED = 'reviewer/addressed'

export const addressedAdvice: Advice = {
  severity: 'medium',
  category: 'security',
  cwe: 'CWE-1427',
  title: 'This code addresses its reviewer',
  explanation:
    'A sentence here asks whoever reviews the code for a verdict or for silence. Nothing here obeys it, but another tool, or a model, may. Find out who wrote it and why; take it out, or keep such text in a file of test data.',
}

const MOST = 10
const LONGEST = 1000
/** Cheap to ask of a line: it has a word of such a sentence. */
const any =
  /ignor|disregard|forget|overrid|bypass|review|assistant|\b(?:ai|llm|gpt)\b|findings|report|\bmark|rate |classif|label|consider|treat|declare|approve|lgtm|<\||\[\/?inst|<<sys|###|melde|berichte|nenne|игнор|忽|无视|無視|忘れ|勿|不要|instruct/i

export function analyse({ content }: CodeFile): Hit[] {
  const lines = linesOf(content)
  const hits: Hit[] = []
  for (let line = 1; line <= lines.starts.length && hits.length < MOST; line++) {
    const raw = lineAt(lines, line)
    const text = plain(raw.slice(0, LONGEST))
    if (!any.test(text) || !addressing.some((shape) => shape.test(text))) continue
    const startColumn = raw.length - raw.trimStart().length + 1
    const range = { startLine: line, startColumn, endLine: line, endColumn: raw.trimEnd().length + 1 }
    hits.push({ ...addressedAdvice, ruleId: ADDRESSED, range })
  }
  return hits
}

/** Characters nobody sees, and letters of other widths, hide no word. */
const plain = (text: string) =>
  text
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
