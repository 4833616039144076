// The typed client as browsers use it: same origin, cookies, and one renewal of the session for all tabs.
import { createClient } from '#contract/client.ts'

// Without `no-store` a browser lets tabs that ask for the same address wait for each other's answers.
const send = (path: string, init?: RequestInit) => fetch(path, { ...init, cache: 'no-store' })

export const client = createClient(send, async (renew) => {
  // While this tab waited another one may have renewed; only the server knows, tabs see each other's storage late.
  const unlessDone = async () => {
    const me = await send('/api/users/me')
    await me.text()
    if (!me.ok) await renew()
  }
  // Web Locks exist on https and localhost only; elsewhere every tab renews for itself, which the server tolerates.
  await (navigator.locks ? navigator.locks.request('lintel-refresh', unlessDone) : renew())
})
