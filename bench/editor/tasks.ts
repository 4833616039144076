// The tasks of a page's main thread: how long each lasted, and how long the thread itself worked on it. On a machine with
// few cores a task also waits for others, the server among them.
import type { Browser, Page } from 'playwright/test'

/** In ms. */
export type Task = { wall: number; cpu: number }
type TraceEvent = { name: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number }

const MARK = 'watched from here'
const TASK = 'ThreadControllerImpl::RunTask'

/** Answers with all tasks since it was asked to watch. */
export async function watchTasks(browser: Browser, page: Page): Promise<() => Promise<Task[]>> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  await page.evaluate((mark) => performance.mark(mark), MARK)
  return async () => tasksIn(JSON.parse(String(await browser.stopTracing())).traceEvents)
}

function tasksIn(events: TraceEvent[]): Task[] {
  const mark = events.find(({ name }) => name === MARK)
  if (!mark) throw new Error('the trace does not say which thread is the page')
  return events
    .filter(({ name, pid, tid, ts }) => name === TASK && pid === mark.pid && tid === mark.tid && ts > mark.ts)
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, cpu: tdur / 1000 }))
}
