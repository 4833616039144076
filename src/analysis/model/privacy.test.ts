// What goes out to a model and what never does, and what of its answers is used again.
import { expect, test } from 'playwright/test'
import { ask, aws, ofModel, server, withModelServer } from '../../../bin/testing/asked-model.ts'
import { leaks } from '../../../bin/testing/leaks.ts'
import type { SourceFile } from '../analyse.ts'

withModelServer()

test('no secret reaches the server; facts do, and data stands between delimiters that no two calls share', async () => {
  const before = server.asked.length
  await ask('clean')
  await ask('clean')
  const asked = server.asked.slice(before)
  expect(asked).toHaveLength(2)
  const delimiters = asked.map(({ raw, body }) => {
    expect(raw).not.toContain(aws)
    expect(raw).toContain('*'.repeat(aws.length))
    const [system, user] = (body as { messages: { role: string; content: string }[] }).messages
    expect([system?.role, user?.role]).toEqual(['system', 'user'])
    expect(system?.content).not.toContain('ignore all rules')
    expect(user?.content).toMatch(/^F\d at 10#[0-9a-f]{3}: dataflow\/command-injection \(security, /m)
    const delimiter = /^DATA ([0-9a-f]{16})\n[\s\S]*\nEND \1$/.exec(user?.content ?? '')?.[1]
    expect(system?.content).toContain(delimiter)
    return delimiter
  })
  expect(new Set(delimiters).size).toBe(2)
})

test('what is kept from the model never reaches it, and the file says so', async () => {
  const before = server.asked.length
  const outcome = await ask('good', {}, [
    { path: 'app/secrets/b.py', content: 'planted_defect()\n', language: 'python' },
  ])
  expect(server.asked).toHaveLength(before)
  expect(outcome.coverage).toMatchObject([
    { status: 'partial', reason: expect.stringContaining('Kept from the model') },
  ])
  expect([outcome.degraded, outcome.modelPart?.withheld.length]).toEqual([false, 1])
})

test('L7: none of three hundred secrets reaches the server, and the receipt counts them', async () => {
  const all = leaks()
  const ends = { python: 'py', javascript: 'js', go: 'go', java: 'java' } as Record<string, string>
  const leaky = [...Map.groupBy(all, ({ language }) => language)].map(([language, some]): SourceFile => {
    return { path: `leaky.${ends[language]}`, content: some.map(({ content }) => content).join('\n'), language }
  })
  const before = server.asked.length
  const outcome = await ask('good', {}, leaky)
  const sent = server.asked.slice(before).map(({ raw }) => raw)
  expect(sent.length).toBeGreaterThan(4)
  expect(all.filter(({ secret }) => sent.some((raw) => raw.includes(secret)))).toEqual([])
  const receipt = (outcome.modelPart?.masked ?? []).map(({ secrets }) => secrets)
  expect(receipt.reduce((sum, secrets) => sum + secrets, 0)).toBeGreaterThanOrEqual(all.length)
})

test('what the owner asks for reaches the model as data, without the secrets in it', async () => {
  const wishesFor = (path: string) => ({ instructions: `Mind ${path} and ${aws}.`, guidelines: ['No floats.'] })
  const before = server.asked.length
  await ask('clean', { wishesFor })
  const { body } = server.asked[before] as { body: { messages?: { content: string }[] } }
  expect(body.messages?.[1]?.content).toMatch(
    /asks for this review:\nMind a\.py and \*+\.\nGuidelines[^\n]+\n- No floats\.\n/,
  )
})

test('an answer from before is used again, also where the code has moved, and only what changed is asked anew', async () => {
  const kept = new Map<string, string>()
  const memory = {
    recall: async (key: string) => kept.get(key) ?? null,
    keep: async (key: string, text: string) => void kept.set(key, text),
  }
  const functions = Array.from({ length: 120 }, (_, n) => `def f_${n}(x):\n    y = x + ${n}\n    return y\n\n\n`)
  functions[115] = 'def g(x):\n    return x.planted_defect(x)\n\n\n'
  const of = (parts: string[]) => [{ path: 'm.py', content: parts.join(''), language: 'python' as const }]
  const first = await ask('good', { memory }, of(functions))
  expect(first.modelPart).toMatchObject({ saved: 0 })
  const again = await ask('good', { memory }, of(functions))
  expect(again.modelPart).toEqual({ ...first.modelPart, calls: 0, saved: first.modelPart?.calls as number })
  expect(again.findings).toEqual(first.findings)
  const edited = functions.with(2, 'def f_2(x):\n    # one more line\n    y = x + 2\n    return y\n\n\n')
  const third = await ask('good', { memory }, of(edited))
  expect(third.modelPart?.calls).toBe(1)
  const line = (ofModel(first)[0]?.range?.startLine ?? 0) + 1
  expect(ofModel(third)).toMatchObject([{ range: { startLine: line }, quote: 'return x.planted_defect(x)' }])
})
