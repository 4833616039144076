// Coming back to a page with an access token that ran out: it is renewed on the way, once, and only for pages.
import { expect, test } from 'playwright/test'
import { PASSWORD } from '../bin/testing/people.ts'
import { cookiesOf, newVisitor } from '../bin/testing/visitor.ts'

const get = (url: string, cookie: string, headers: Record<string, string> = {}) =>
  fetch(url, { headers: { ...headers, cookie }, redirect: 'manual' })
const toSignIn = (response: Response) => [response.status, response.headers.get('location')]

test('a page renews a session without a good access token, and shows itself at once', async ({ baseURL }) => {
  for (const stale of ['', '__Host-at=garbage; ']) {
    const { rt, email } = await newVisitor(baseURL as string)
    const response = await get(`${baseURL}/editor`, `${stale}__Host-rt=${rt}`)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(email)
    const next = cookiesOf(response)
    expect(next.rt).toMatch(/^[\w-]{43}$/)
    expect(next.rt).not.toBe(rt)
    for (const line of response.headers.getSetCookie())
      expect(line).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/)
    expect((await get(`${baseURL}/api/users/me`, `__Host-at=${next.at}`)).status).toBe(200)
  }
})

test('a session whose access token is good is left alone', async ({ baseURL }) => {
  const { cookie } = await newVisitor(baseURL as string)
  const response = await get(`${baseURL}/editor`, cookie)
  expect([response.status, response.headers.getSetCookie()]).toEqual([200, []])
})

test('ten tabs that come back at once get one successor', async ({ baseURL }) => {
  const { rt } = await newVisitor(baseURL as string)
  const answers = await Promise.all(Array.from({ length: 10 }, () => get(`${baseURL}/editor`, `__Host-rt=${rt}`)))
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
  expect(new Set(answers.map((answer) => cookiesOf(answer).rt)).size).toBe(1)
})

test('a session that is over leads to sign-in, and no cookie is touched', async ({ baseURL }) => {
  const { cookie, rt } = await newVisitor(baseURL as string)
  await fetch(`${baseURL}/api/auth/logout`, { method: 'POST', headers: { cookie } })
  for (const old of [cookie, `__Host-rt=${rt}`, '__Host-rt=never-given', '']) {
    const response = await get(`${baseURL}/editor`, old)
    expect(toSignIn(response)).toEqual([307, '/login?next=%2Feditor'])
    expect(response.headers.getSetCookie()).toEqual([])
  }
})

test('the API renews nothing by itself', async ({ baseURL }) => {
  const { rt } = await newVisitor(baseURL as string)
  for (const path of ['/api/users/me', '/api/projects', '/healthz']) {
    const response = await get(`${baseURL}${path}`, `__Host-rt=${rt}`)
    expect([response.status, response.headers.getSetCookie()]).toEqual([path === '/healthz' ? 200 : 401, []])
  }
})

test('S3: a browser keeps both cookies from scripts, and stays signed in when the short one is gone', async ({
  page,
}) => {
  await page.goto('/login')
  const status = await page.evaluate(
    async ([email, password]) => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ email, password })
      return (await fetch('/api/auth/register', { method: 'POST', headers, body })).status
    },
    [`${crypto.randomUUID()}@example.com`, PASSWORD],
  )
  expect(status).toBe(201)
  expect(await page.evaluate(() => document.cookie)).toBe('')
  await page.context().clearCookies({ name: '__Host-at' })
  await page.goto('/editor')
  expect(new URL(page.url()).pathname).toBe('/editor')
  const kept = (await page.context().cookies()).map(({ name, httpOnly, secure, sameSite }) => ({
    name,
    httpOnly,
    secure,
    sameSite,
  }))
  const flags = { httpOnly: true, secure: true, sameSite: 'Lax' }
  expect(kept.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    { name: '__Host-at', ...flags },
    { name: '__Host-rt', ...flags },
  ])
})
