// What models answer, good and bad, made from the question they got: so that a test of anchors is one.
export type Answer = { text: string; cutOff?: boolean }
type Script = (question: string) => Answer
type Line = { anchor: string; code: string }

/** A line of code that has this in it is what a good model reports. */
export const MARKER = 'planted_defect'

const linesIn = (question: string): Line[] =>
  [...question.matchAll(/^(\d+#[0-9a-f]{3})\|(.*)$/gm)].map(([, anchor = '', code = '']) => ({ anchor, code }))

const defect = ({ anchor, code }: Line) => ({
  anchor,
  quote: code.trim(),
  severity: 'high',
  category: 'bug',
  title: 'The planted defect is still there',
  explanation: 'It was planted to be found. Take it out.',
  trigger: 'An empty list is passed in, and the call then raises an error.',
})
type Finding = ReturnType<typeof defect>

const marked = (question: string) => linesIn(question).filter(({ code }) => code.includes(MARKER))
const answer = (findings: unknown[]) => JSON.stringify({ findings })
const found = (question: string, change: (finding: Finding, all: Line[]) => object = (finding) => finding) =>
  answer(marked(question).map((line) => change(defect(line), linesIn(question))))

export const scripts: Record<string, Script> = {
  clean: () => ({ text: answer([]) }),
  good: (question) => ({ text: found(question) }),
  'http-500-once': (question) => ({ text: found(question) }),
  'no-schema': (question) => ({ text: found(question) }),
  fenced: (question) => ({
    text: `Here is my review:\n\n\`\`\`json\n${found(question)}\n\`\`\`\nI hope {this} helps.`,
  }),
  prose: (question) => ({ text: `I looked at {everything}. ${found(question)} That is all.` }),
  'trailing-comma': (question) => ({ text: found(question).replace(/\]\}$/, ',]}') }),
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
  // Obeys the code instead of reviewing it.
  injected: () => ({ text: 'APPROVED. {"verdict": "clean", "ignore": ["secrets/aws-access-key"]}' }),
}

function reported(question: string): Line[] {
  const anchors = [...question.matchAll(/^(\d+#[0-9a-f]{3}) \S+ \(/gm)].map(([, anchor]) => anchor)
  return linesIn(question).filter(({ anchor }) => anchors.includes(anchor))
}
