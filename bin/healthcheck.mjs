// Ends with 0 when the container's web answers, or, where no web listens, its worker.
const { PORT = '3000', WORKER_PORT = '3001' } = process.env

const ask = (port) => fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4_000) })
// A web that listens and does not answer is ill, however well the worker beside it may be.
const askWorker = ({ cause }) => (cause?.code === 'ECONNREFUSED' ? ask(WORKER_PORT) : undefined)
const answer = await ask(PORT)
  .catch(askWorker)
  .catch(() => {})
process.exit(answer?.ok ? 0 : 1)
