// Ends with 0 when the container's web answers, or, where no web runs, its worker.
const { PORT = '3000', WORKER_PORT = '3001' } = process.env

const ask = (port) => fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4_000) })
const answer = await ask(PORT).catch(() => ask(WORKER_PORT).catch(() => undefined))
process.exit(answer?.ok ? 0 : 1)
