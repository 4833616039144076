// Somebody new with a browser of their own in front of Lintel: nothing is cached, nothing is warm.
import { type Browser, chromium, type Page } from 'playwright/test'
import { findChromium, launchArgs, missingChromium } from '../../bin/testing/chromium.ts'
import { newVisitor, type Visitor } from '../../bin/testing/visitor.ts'

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error(missingChromium)
  return await chromium.launch({ executablePath, args: launchArgs })
}

export type Visit = { page: Page; visitor: Visitor; leave: () => Promise<void> }
type Look = { width?: number; height?: number; colorScheme?: 'light' | 'dark'; visitor?: Visitor }

/** Signed in, still in front of an empty page. */
export async function visit(browser: Browser, origin: string, look: Look = {}): Promise<Visit> {
  const { width = 1440, height = 900, colorScheme = 'light' } = look
  const visitor = look.visitor ?? (await newVisitor(origin))
  const viewport = { width, height }
  const context = await browser.newContext({ baseURL: origin, viewport, colorScheme, reducedMotion: 'reduce' })
  const cookies = { '__Host-at': visitor.at, '__Host-rt': visitor.rt }
  await context.addCookies(
    Object.entries(cookies).map(([name, value]) => {
      return { name, value, url: origin.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Lax' }
    }),
  )
  return { page: await context.newPage(), visitor, leave: () => context.close() }
}

export const lines = (page: Page) => page.locator('.monaco-editor .view-line')
