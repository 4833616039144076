// News may come late, twice, or not at all; the run ends up the same.
import { expect, test } from 'playwright/test'
import type { Finding } from '#contract/finding.ts'
import type { Review } from '#contract/review.ts'
import { isSettled, newRun, withFinding, withNews, withReview } from './review-run.ts'

const id = '00000000-0000-4000-8000-000000000001'
const review = (change: Partial<Review> = {}) =>
  ({
    id,
    status: 'running',
    attempt: 1,
    progress: { stage: 'analysing', done: 0, total: 3 },
    findings: [],
    summary: null,
    ...change,
  }) as unknown as Review
const finding = (findingId: string) => ({ id: findingId }) as Finding
const started = withNews(newRun({ id }), { type: 'snapshot', reviewId: id, seq: 4, review: review() })

test('findings land, once, and are withdrawn', () => {
  const news = { type: 'finding', reviewId: id, seq: 5, finding: finding('a') } as const
  const one = withNews(started, news)
  expect(one.review?.findings).toHaveLength(1)
  expect(withNews(one, news)).toBe(one)
  expect(withNews(one, { ...news, seq: 6 }).review?.findings).toHaveLength(1)
  expect(withNews(one, { type: 'withdrawn', reviewId: id, seq: 6, findingId: 'a' }).review?.findings).toHaveLength(0)
})

test('old news and news of another review change nothing', () => {
  const old = { type: 'finding', reviewId: id, seq: 3, finding: finding('a') } as const
  expect(withNews(started, old)).toBe(started)
  expect(withNews(started, { ...old, seq: 9, reviewId: crypto.randomUUID() })).toBe(started)
})

test('the end is believed only with the whole review in hand', () => {
  const ended = withNews(started, { type: 'ended', reviewId: id, seq: 7, status: 'completed' })
  expect(ended.ended).toBe(true)
  expect(isSettled(ended)).toBe(false)
  const settled = withReview(ended, review({ status: 'completed' }))
  expect(isSettled(settled)).toBe(true)
  expect(withReview(settled, review())).toBe(settled)
})

test('a finding that says the same in the whole review stays the same object, a changed one does not', () => {
  const [a, b] = [finding('a'), finding('b')]
  const run = { ...started, review: review({ findings: [a, b] }) }
  const changed = { ...b, title: 'Another title' }
  const whole = withReview(run, review({ findings: [changed, { ...a }, finding('c')] })).review?.findings ?? []
  expect(whole.map(({ id }) => id)).toEqual(['b', 'a', 'c'])
  expect(whole[0]).toBe(changed)
  expect(whole[1]).toBe(a)
})

test('a poll that was read before the news does not turn back the progress', () => {
  const further = withNews(started, {
    type: 'progress',
    reviewId: id,
    seq: 5,
    status: 'running',
    progress: { stage: 'analysing', done: 2, total: 3 },
  })
  expect(withReview(further, review({ status: 'pending' }))).toBe(further)
  expect(withReview(further, review({ attempt: 2 })).review?.attempt).toBe(2)
})

test('what is said about a finding holds for its other occurrences, and leaves all others as they are', () => {
  const known = (findingId: string, fingerprint: string) => ({ id: findingId, fingerprint, state: 'new' }) as Finding
  const all = [known('a', '1'), known('b', '2'), known('c', '1')]
  const run = { ...started, review: review({ findings: all }) }
  const dismissal = { by: 'somebody', at: '2026-01-01T00:00:00.000Z' }
  const said = { ...known('a', '1'), state: 'dismissed', dismissal } as Finding
  expect(withFinding(run, said).review?.findings).toEqual([said, all[1], { ...said, id: 'c' }])
  const back = withFinding(withFinding(run, said), known('a', '1'))
  expect(back.review?.findings).toEqual(all)
})
