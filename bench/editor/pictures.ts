// The pictures of the main pages: one walk through Lintel, looked at in three widths, in light and in dark.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright/test'
import { inRoot } from '../../bin/launch/root.ts'
import { newVisitor, type Visitor } from '../../bin/testing/visitor.ts'
import { lines, openBrowser, visit } from './visit.ts'

const FOLDER = 'docs/pictures'
const widths = { wide: [1440, 900], narrow: [1024, 768], phone: [390, 844] } as const
type Width = keyof typeof widths

/** Each is in the state in which people use it. */
const scenes: Record<string, (page: Page) => Promise<void>> = {
  'sign-in': async (page) => {
    await page.context().clearCookies()
    await page.goto('/login')
    await page.getByLabel('E-mail').waitFor()
  },
  editor: async (page) => {
    await inEditor(page)
    await reviewAll(page)
    await page.locator('button[data-finding]').first().click()
    await page.locator('.lintel-line').first().waitFor()
  },
  'not-shown': async (page) => {
    await inEditor(page)
    await reviewAll(page)
    await page.locator('button[data-finding]').first().click()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await page.getByRole('menuitem').first().click()
    await page.getByRole('button', { name: /^Dismissed/ }).click()
    await page.getByRole('heading', { name: /^Held back/ }).waitFor()
    // The word of what was done, with its way back, stands before it for a while.
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' })
  },
  palette: async (page) => {
    await inEditor(page)
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('dialog').waitFor()
  },
  reviews: async (page) => {
    await inEditor(page)
    await reviewAll(page)
    await open(page, '/reviews')
  },
  review: async (page) => {
    await inEditor(page)
    await reviewAll(page)
    await open(page, '/reviews')
    await page
      .getByRole('link', { name: /Sample|orders|files/ })
      .first()
      .click()
    await page.waitForURL(/\/reviews\/[0-9a-f-]{36}/)
    await page.getByRole('heading', { level: 1 }).waitFor()
  },
  findings: async (page) => {
    await inEditor(page)
    await reviewAll(page)
    await open(page, '/findings')
  },
  dashboard: async (page) => {
    await inEditor(page)
    await reviewAll(page)
    await open(page, '/dashboard')
  },
  rules: (page) => open(page, '/rules'),
  'own-rule': (page) => open(page, '/rules/new'),
  interface: (page) => open(page, '/docs'),
  settings: (page) => open(page, '/settings'),
  administration: (page) => open(page, '/admin'),
}

async function inEditor(page: Page) {
  await page.goto('/editor')
  await lines(page).first().waitFor()
}

async function reviewAll(page: Page) {
  await page.getByRole('button', { name: 'More ways to review' }).click()
  await page.getByRole('menuitem', { name: 'Review all files' }).click()
  await page.getByText(/\d+ findings in \d+ files/).waitFor()
}

async function open(page: Page, where: string) {
  await page.goto(where, { waitUntil: 'networkidle' })
}

/** Writes `docs/pictures/<scene>-<width>-<scheme>.png`, and answers how many. */
export async function takePictures(origin: string, administrator: Visitor): Promise<string> {
  mkdirSync(inRoot(FOLDER), { recursive: true })
  const browser = await openBrowser()
  let taken = 0
  for (const name of Object.keys(scenes))
    for (const width of Object.keys(widths) as Width[])
      for (const scheme of width === 'wide' ? (['light', 'dark'] as const) : (['light'] as const)) {
        const visitor = name === 'administration' ? administrator : await ada(origin, taken)
        await takePicture(browser, origin, { name, width, scheme, visitor })
        taken++
      }
  await browser.close()
  return `${taken} pictures in ${FOLDER}`
}

/** Each picture begins with an empty desk; its owner has a name that one can read. */
async function ada(origin: string, number: number): Promise<Visitor> {
  const visitor = await newVisitor(origin, `ada@team${number}.example`)
  const headers = { cookie: visitor.cookie, 'content-type': 'application/json' }
  const named = await fetch(`${origin}/api/users/me`, { method: 'PATCH', headers, body: '{"name":"Ada"}' })
  if (!named.ok) throw new Error(`naming was answered with ${named.status}`)
  return visitor
}

type Picture = { name: string; width: Width; scheme: 'light' | 'dark'; visitor: Visitor }

async function takePicture(browser: Browser, origin: string, { name, width, scheme, visitor }: Picture) {
  const [across, down] = widths[width]
  const { page, leave } = await visit(browser, origin, { width: across, height: down, colorScheme: scheme, visitor })
  await scenes[name]?.(page)
  await page.screenshot({ path: path.join(inRoot(FOLDER), `${name}-${width}-${scheme}.png`) })
  await leave()
}
