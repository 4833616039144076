// The typed client as browsers use it: same origin, cookies, and one refresh at a time across all tabs.
import { createClient } from '#contract/client.ts'

export const client = createClient(
  (path, init) => fetch(path, init),
  // Web Locks exist on https and localhost only; elsewhere every tab refreshes for itself, which the server tolerates.
  (task) => (navigator.locks ? navigator.locks.request('lintel-refresh', task) : task()),
)
