// Statements that come often get a name: Postgres then reads and plans them once for each connection, and is asked in one
// round trip instead of two. Drizzle names only those it is told to, and a statement without a name is new every time.
import type postgres from 'postgres'

/** A list of many lengths is as many texts, each rare. */
const OFTEN = 10
/** Of texts. Each named one is some 20 KB in every connection's process. */
const MOST = 500

/** In place. Also for what is asked in its transactions, which have a `unsafe` of their own. */
export function nameStatements<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  const { unsafe } = client
  client.unsafe = ((text: string, values: never[] = [], options = {}) =>
    unsafe(
      text,
      values,
      values.length > 0 && comesOften(text) ? { ...options, prepare: true } : options,
    )) as typeof unsafe
  if ('begin' in client) {
    const { begin } = client
    type Work = (transaction: postgres.TransactionSql) => unknown
    client.begin = ((work: Work) => begin((transaction) => work(nameStatements(transaction)))) as typeof begin
  }
  return client
}

const seen = new Map<string, number>()

function comesOften(text: string): boolean {
  const times = (seen.get(text) ?? 0) + 1
  if (times > OFTEN) return true
  if (times === 1 && seen.size >= MOST) forgetRare()
  if (times > 1 || seen.size < MOST) seen.set(text, times)
  return false
}

function forgetRare(): void {
  for (const [text, times] of seen) if (times < OFTEN) seen.delete(text)
}
