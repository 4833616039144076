// How long a client may take to say what it wants: whoever sends a byte now and then must not hold a connection for ever.
import type { ServerOptions } from 'node:http'

/** In milliseconds. Node looks at its connections only so often, every 30 s unless told otherwise. */
export const timeOuts = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1000,
} satisfies ServerOptions
