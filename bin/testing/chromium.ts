// The Chromium for the browser stories: Playwright's own when it was downloaded, else the machine's.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright/test'

const ofMachine = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export const missingChromium =
  'Chromium is missing, so the browser stories cannot run. Install it with one of:\n' +
  '  apt-get install chromium\n' +
  '  npx playwright install chromium'

export function findChromium(): string | undefined {
  const chosen = process.env.CHROMIUM_PATH
  return [...(chosen ? [chosen] : [chromium.executablePath(), ...ofMachine])].find((file) => existsSync(file))
}

/** Nothing may go out to the network by itself; Chromium's sandbox does not work as root. */
export const launchArgs = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu', // a machine that runs tests has none, and emulating one costs a core
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]
