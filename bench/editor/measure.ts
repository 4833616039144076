// The editor as somebody meets it: how much code comes before Monaco, when the first key works, and whether a review in
// a large project lets one type on.
import type { Browser, Page } from 'playwright/test'
import { quantile } from '../quantiles.ts'
import { fillProject } from './crowd.ts'
import { type Task, watchTasks } from './tasks.ts'
import { lines, openBrowser, type Visit, visit } from './visit.ts'

const COLD_STARTS = 5
const REVIEWS = 5
const MOST_MS = 120_000

export async function measureEditor(origin: string): Promise<string> {
  const browser = await openBrowser()
  try {
    const starts = []
    for (let n = 0; n < COLD_STARTS; n++) {
      const visited = await visit(browser, origin)
      starts.push(await coldStart(visited.page))
      await visited.leave()
    }
    const reviews = []
    for (let round = 0; round < REVIEWS; round++) {
      const visited = await visit(browser, origin)
      reviews.push(await reviewManyFiles(origin, browser, visited, round))
      await visited.leave()
    }
    return report(starts, reviews)
  } finally {
    await browser.close()
  }
}

type Start = { beforeMonaco: number; all: number; firstKey: number }

/**
 * Bytes as they travel, compressed; the time from asking for the page to a typed letter on the screen, ms. Looked for at each
 * frame, and pressed at once: the browser's driver would look every half second, and wait until nothing moves.
 */
async function coldStart(page: Page): Promise<Start> {
  const scripts = await scriptsOf(page)
  const document = await page.goto('/editor', { waitUntil: 'commit' })
  const place = await page.waitForFunction(
    () => {
      const line = window.document.querySelector('.monaco-editor .view-line')?.getBoundingClientRect()
      return line?.width ? { x: line.x + 2, y: line.y + 8 } : null
    },
    null,
    { polling: 'raf' },
  )
  const { x, y } = (await place.jsonValue()) as { x: number; y: number }
  await page.mouse.click(x, y)
  await page.keyboard.type('q')
  const shown = await page.waitForFunction(
    () => {
      const lines = [...window.document.querySelectorAll('.monaco-editor .view-line')]
      return lines.some(({ textContent }) => textContent?.startsWith('q')) ? performance.now() : null
    },
    null,
    { polling: 'raf' },
  )
  return { ...scripts((await document?.text()) ?? ''), firstKey: Number(await shown.jsonValue()) }
}

/** What the page itself runs comes before Monaco; Monaco and the rest, fetched ahead or not, are run by scripts. */
async function scriptsOf(page: Page): Promise<(html: string) => { beforeMonaco: number; all: number }> {
  const session = await page.context().newCDPSession(page)
  const scripts = new Map<string, { url: string; bytes: number }>()
  session.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
    if (type === 'Script') scripts.set(requestId, { url: request.url, bytes: 0 })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId)
    if (script) script.bytes = encodedDataLength
  })
  await session.send('Network.enable')
  const sum = (wanted: (url: string) => boolean) =>
    [...scripts.values()].reduce((whole, { url, bytes }) => whole + (wanted(url) ? bytes : 0), 0)
  return (html) => {
    const run = [...html.matchAll(/<script[^>]* src="([^"?]+)/g)].map(([, path]) => path ?? '')
    return { beforeMonaco: sum((url) => run.some((path) => url.includes(path))), all: sum(() => true) }
  }
}

type Large = {
  found: string
  seconds: number
  menu: Task[]
  tasks: Task[]
  keys: number[]
  scroll: number[]
}

/** Types all the while a review of the whole project goes on, then walks down the list of its findings. All in ms. */
async function reviewManyFiles(
  origin: string,
  browser: Browser,
  { page, visitor }: Visit,
  round: number,
): Promise<Large> {
  await fillProject(origin, visitor, round)
  await page.goto('/editor')
  await page.getByRole('button', { name: /^Project / }).click()
  await page.getByRole('menuitem', { name: 'Many files' }).click()
  await page.getByRole('button', { name: 'Project Many files' }).waitFor()
  await page.getByRole('treeitem').first().click()
  await page.getByRole('treeitem', { name: 'f0.py' }).click()
  await lines(page).first().click()
  await page.keyboard.press('ControlOrMeta+End')
  const inMenu = await watchTasks(browser, page)
  await page.getByRole('button', { name: 'More ways to review' }).click()
  const all = page.getByRole('menuitem', { name: 'Review all files' })
  await all.waitFor()
  const menu = await inMenu()
  const keys = await watchKeys(page)
  const inReview = await watchTasks(browser, page)
  const started = performance.now()
  await all.click()
  await lines(page).last().click()
  // Looked for in its own place: the driver reads every text there is, and the page waits meanwhile.
  const ended = page.getByTestId('review-activity').getByText(/\d+ findings in 200 files/)
  while (!(await ended.isVisible()) && performance.now() - started < MOST_MS)
    await page.keyboard.type('# words ', { delay: 40 })
  const seconds = (performance.now() - started) / 1000
  const tasks = await inReview()
  const found = /\d+ findings in \d+ files/.exec((await ended.textContent()) ?? '')?.[0] ?? 'no end'
  return { found, seconds, menu, tasks, keys: await keys.jsonValue(), scroll: await scrollThrough(page) }
}

/** Fills with the time from each key to what it painted. */
function watchKeys(page: Page) {
  return page.evaluateHandle(() => {
    const found: number[] = []
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') found.push(duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    return found
  })
}

/** Milliseconds between frames while the list of problems runs through. */
function scrollThrough(page: Page): Promise<number[]> {
  return page.getByRole('region', { name: 'Problems' }).evaluate(async (region) => {
    const list = [...region.querySelectorAll('*'), region].find((one) => one.scrollHeight > one.clientHeight + 200)
    if (!list) throw new Error('the list of problems does not scroll')
    const gaps: number[] = []
    let last = performance.now()
    for (let step = 0; step < 120; step++) {
      list.scrollTop += 60
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      gaps.push(now - last)
      last = now
    }
    return gaps
  })
}

function report(starts: Start[], reviews: Large[]): string {
  const kb = (bytes: number) => `${Math.round(bytes / 1024)} KB`
  const all = (numbers: number[]) => [0.5, 0.95, 1].map((share) => Math.round(quantile(numbers, share))).join(' / ')
  const keys = reviews.flatMap(({ keys }) => keys)
  const median = (name: keyof Start) =>
    quantile(
      starts.map((start) => start[name]),
      0.5,
    )
  return `
The editor in Chromium, ${starts.length} cold starts (nothing cached), then ${reviews.length} reviews of many files while somebody types
  JavaScript before Monaco   ${kb(median('beforeMonaco'))} (goal: 360), with it ${kb(median('all'))}
  first key on the screen    ${all(starts.map(({ firstKey }) => firstKey))} ms (p50 / p95 / max; goal: 2000)
  each review                ${reviews.map(({ found, seconds }) => `${found} after ${seconds.toFixed(1)} s`).join(', ')}
  tasks over 50 ms meanwhile ${longOf(reviews.map(({ tasks }) => tasks))} (goal: none by its own CPU)
  opening the menu before    ${longOf(reviews.map(({ menu }) => menu))}
  keys slower than a frame   ${keys.length}, ${keys.length ? all(keys) : 0} ms
  frames while scrolling     ${all(reviews.flatMap(({ scroll }) => scroll))} ms`
}

/** Of each review how many, and of all the longest: by the time the thread worked on it, and with waiting for a core. */
function longOf(reviews: Task[][]): string {
  const by = (kind: keyof Task) => {
    const times = reviews.map((tasks) => tasks.map((task) => task[kind]))
    const counts = times.map((ones) => ones.filter((time) => time > 50).length)
    return `${counts.join(', ')} (longest ${Math.round(Math.max(0, ...times.flat()))} ms)`
  }
  return `${by('cpu')} by the page's own CPU; with waiting for a core ${by('wall')}`
}
