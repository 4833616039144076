// Markdown that reads well in a pull request: the gravest first, each finding folded under its title.
import type { Finding } from '#contract/finding.ts'
import { countsInWords, coverageInWords, type Judgement, shown } from './judgement.ts'

type Told = Judgement['findings'][number]

export function toMarkdown(judgement: Judgement): string {
  const found = shown(judgement)
  const { verdict, text } = judgement.summary
  const head = verdict === 'clean' ? 'No findings' : capitalise(countsInWords(judgement.summary))
  const parts = [`## Lintel: ${head}`, `${coverageInWords(judgement.coverage)}.`]
  if (text) parts.push(plain(text))
  parts.push(...found.map(section))
  const gaps = judgement.coverage.filter(({ status }) => status !== 'reviewed')
  if (gaps.length > 0)
    parts.push(
      details(
        'Not judged in full',
        gaps.map(({ path, reason }) => `- ${code(path)}: ${plain(reason ?? '')}`).join('\n'),
      ),
    )
  return `${parts.join('\n\n')}\n`
}

function section(finding: Told): string {
  const { severity, title, path, range, explanation, quote, ruleId, ruleUrl, cwe, evidence, fix, suppression } = finding
  const place = range ? `${path}:${range.startLine}` : path
  const rule = ruleUrl ? `[${plain(ruleId)}](${ruleUrl})` : plain(ruleId)
  const parts = [
    `### ${capitalise(severity)}: ${plain(title)}`,
    `${code(place)} · ${[rule, cwe, stateOf(finding)].filter(Boolean).join(' · ')}`,
  ]
  if (quote) parts.push(fence(quote))
  parts.push(plain(explanation))
  if (suppression) parts.push(`The code asks to be silent about this: ${code(suppression)}`)
  if (evidence?.length)
    parts.push(
      evidence
        .map((step, n) => `${n + 1}. ${code(`${step.path}:${step.range.startLine}`)} ${plain(step.note)}`)
        .join('\n'),
    )
  if (fix)
    parts.push(
      details(
        `${fix.checked ? 'Checked fix' : 'Fix'}: ${plain(fix.title)}`,
        fix.edits
          .map(({ range, newText }) => `Line ${range.startLine}:\n\n${fence(newText || '(removed)')}`)
          .join('\n\n'),
      ),
    )
  return parts.join('\n\n')
}

const stateOf = (finding: Told) => ((finding as Partial<Finding>).state === 'reopened' ? 'reopened' : '')
const details = (summary: string, body: string) => `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`
const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Code under review speaks through titles and paths too: nothing of it may become markup, a link or a mention. */
const plain = (text: string) =>
  text
    .split('`')
    .map((part, index) =>
      index % 2
        ? part
        : part.replace(/[\\*_[\]<>|~#@!]/g, (sign) => (sign === '<' ? '&lt;' : sign === '@' ? '@\u200b' : `\\${sign}`)),
    )
    .join('`')

/** A fence longer than any run of backticks inside. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const bar = '`'.repeat(longest + 1)
  return `${bar}\n${text}\n${bar}`
}

const code = (text: string) => `\`${text.replace(/[`\r\n]/g, ' ')}\``
