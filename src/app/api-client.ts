// The typed client as browsers use it: same origin, cookies, and one renewal of the session for all tabs.
import { createClient } from '#contract/client.ts'

export const client = createClient(
  (path, init) => fetch(path, init),
  async (renew) => {
    // While this tab waited another one may have renewed; only the server knows, tabs see each other's storage late.
    const unlessDone = async () => {
      if (!(await fetch('/api/users/me')).ok) await renew()
    }
    // Web Locks exist on https and localhost only; elsewhere every tab renews for itself, which the server tolerates.
    await (navigator.locks ? navigator.locks.request('lintel-refresh', unlessDone) : renew())
  },
)
