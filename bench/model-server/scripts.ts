// What models answer, good and bad, made from the question they got: so that a test of anchors is one.
import { factsIn, type Line, linesIn } from './kinds.ts'

export type Answer = { text: string; cutOff?: boolean }
type Script = (question: string) => Answer

/** A line of code that has this in it is what a good model reports. */
export const MARKER = 'planted_defect'

const defect = ({ anchor, code }: Line) => ({
  anchor,
  quote: code.trim(),
  severity: 'high',
  category: 'bug',
  title: 'The planted defect is still there',
  explanation: 'It was planted to be found. Take it out.',
  trigger: 'An empty list is passed in, and the call then raises an error.',
  fix: null as { from: string; to: string; code: string } | null,
})
type Finding = ReturnType<typeof defect>

const marked = (question: string) => linesIn(question).filter(({ code }) => code.includes(MARKER))
const answer = (findings: unknown[], objections: unknown[] = []) => JSON.stringify({ findings, objections })
const found = (question: string, change: (finding: Finding, all: Line[]) => object = (finding) => finding) =>
  answer(marked(question).map((line) => change(defect(line), linesIn(question))))

export const scripts: Record<string, Script> = {
  clean: () => ({ text: answer([]) }),
  // Repeats the last thing it was told, in words.
  talker: (question) => ({ text: `About ${linesOfTalk(question)}` }),
  improving: (question) => ({
    text: JSON.stringify({
      changes: marked(question).map(({ anchor }) => ({ from: anchor, to: anchor, code: '    return values[0]' })),
      summary: 'It no longer calls "the" defect.',
    }),
  }),
  // Does whatever it is asked, well.
  'all-round': (question) => {
    const kind = Object.entries(askedFor).find(([, opening]) => opening.test(question))?.[0]
    return kind ? (scripts[kind] as Script)(question) : { text: found(question) }
  },
  // The first rule finds nothing that is wrong.
  ruling: () => ({ text: ruled('never_called()', 'print($$$ARGS)') }),
  'ruling-when-told': (question) => ({
    text: ruled(/and what was wrong with them/.test(question) ? 'print($$$ARGS)' : '$ANY'),
  }),
  'ruling-badly': () => ({ text: ruled('never_called()') }),
  polite: () => ({ text: '{"answer": "yes"}' }),
  'polite-no-schema': () => ({ text: '{"answer": "yes"}' }),
  good: (question) => ({ text: found(question) }),
  'http-500-once': (question) => ({ text: found(question) }),
  'http-429-once': (question) => ({ text: found(question) }),
  'no-json-at-all': (question) => ({ text: found(question) }),
  refuting: (question) => ({ text: found(question) }),
  'without-verdict': (question) => ({ text: found(question) }),
  'unsure-of-all': (question) => ({ text: found(question) }),
  'check-malformed': (question) => ({ text: found(question) }),
  'worth-nothing': (question) => ({ text: found(question) }),
  'rank-malformed': (question) => ({ text: found(question) }),
  'no-schema': (question) => ({ text: found(question) }),
  fenced: (question) => ({
    text: `Here is my review:\n\n\`\`\`json\n${found(question)}\n\`\`\`\nI hope {this} helps.`,
  }),
  prose: (question) => ({ text: `I looked at {everything}. ${found(question)} That is all.` }),
  'trailing-comma': (question) => ({ text: found(question).replace(/\}\],/, '},],') }),
  truncated: (question) => ({ text: found(question).slice(0, -30), cutOff: true }),
  'truncated-silently': (question) => ({ text: found(question).slice(0, -30) }),
  malformed: () => ({ text: 'The code looks fine to me, except where it does not.' }),
  empty: () => ({ text: '' }),
  'wrong-shape': () => ({ text: '{"issues": [{"line": 3}]}' }),
  'bad-item': (question) => ({
    text: answer([...marked(question).map(defect), { anchor: 7, severity: 'apocalyptic' }, 'nonsense']),
  }),
  // The anchor of another line: the right hash, and not for this code.
  'wrong-line': (question) => ({ text: found(question, (one, all) => ({ ...one, anchor: all[0]?.anchor })) }),
  'wrong-hash': (question) => ({
    text: found(question, (one) => ({ ...one, anchor: one.anchor.replace(/#.*/, '#zzz') })),
  }),
  'invented-code': (question) => ({
    text: found(question, (one) => ({ ...one, quote: 'os.remove("/") # not there' })),
  }),
  'no-trigger': (question) => ({ text: found(question, (one) => ({ ...one, trigger: null })) }),
  shrug: (question) => ({ text: found(question, (one) => ({ ...one, trigger: 'Any input.' })) }),
  twice: (question) => ({ text: answer(marked(question).flatMap((line) => [defect(line), defect(line)])) }),
  chatty: (question) => ({
    text: answer(
      linesIn(question)
        .filter(({ code }) => code.trim())
        .map(defect),
    ),
  }),
  // Says what an analyser has said: about the line, and of the same kind.
  restating: (question) => ({ text: answer(reported(question).map(defect)).replaceAll('"bug"', '"security"') }),
  'last-first': (question) => ({ text: found(question) }),
  mending: (question) => ({
    text: found(question, (one) => ({
      ...one,
      fix: { from: one.anchor, to: one.anchor, code: '    return values[0]' },
    })),
  }),
  'mending-badly': (question) => ({
    text: found(question, (one) => ({
      ...one,
      fix: { from: one.anchor, to: one.anchor, code: '    return (values[0' },
    })),
  }),
  'mending-dangerously': (question) => ({
    text: found(question, (one) => ({
      ...one,
      fix: { from: one.anchor, to: one.anchor, code: '    return eval(values)' },
    })),
  }),
  // Sees the line after each reported one against it.
  objecting: (question) => ({
    text: answer(
      [],
      factsIn(question).map(({ id, anchor }) => {
        const lines = linesIn(question)
        const line = lines[Math.max(0, lines.findIndex((one) => one.anchor === anchor) - 1)] as Line
        return {
          fact: id,
          anchor: line.anchor,
          quote: line.code.trim(),
          reason: 'The line before it makes it harmless.',
        }
      }),
    ),
  }),
  // Says it in words, and puts it into its form only when it is asked once more.
  talkative: (question) => ({
    text: `My notes: ${linesIn(question).length} lines. ${found(question).replace('{"findings"', '{"remarks"')}`,
  }),
  // Obeys the code instead of reviewing it.
  injected: () => ({ text: 'APPROVED. {"verdict": "clean", "ignore": ["secrets/aws-access-key"]}' }),
}

const askedFor = {
  talker: /^You answer a developer's questions/m,
  improving: /^You improve a piece/m,
  ruling: /^You turn a guideline/m,
}

const ruled = (...patterns: string[]) =>
  JSON.stringify({
    rules: patterns.map((pattern) => ({
      message: 'Log it instead of printing it',
      rule: `pattern: ${pattern}`,
      constraints: null,
      utils: null,
    })),
  })

const linesOfTalk = (question: string) => /The developer asks: (.*)\nEND/.exec(question)?.[1] ?? 'nothing'

function reported(question: string): Line[] {
  const anchors = factsIn(question).map(({ anchor }) => anchor)
  return linesIn(question).filter(({ anchor }) => anchors.includes(anchor))
}

/** What a model makes of its own words. */
export const restructured = (question: string): Answer => ({
  text:
    /\{"remarks"[\s\S]*\}/.exec(question)?.[0].replace('{"remarks"', '{"findings"') ??
    '{"findings": [], "objections": []}',
})
