// Statements that come often are prepared, in transactions too; those that come once are not, however many there are.
import { expect, test } from 'playwright/test'
import { env } from '#env.ts'
import { apart } from '../../bin/testing/apart.ts'

type Seen = { named: string[]; inTransaction: string[]; found: number[]; most: number }

test('what comes often has a name, what comes once has none, and there are never too many', async () => {
  const seen = await apart<Seen>(
    { DATABASE_URL: env().DATABASE_URL, DATABASE_POOL: '2' },
    `const { sql } = await import('drizzle-orm')
     const { db } = await import('#db/client.ts')
     const namesIn = async (by, word) => (await by.execute(sql.raw(
       "select statement from pg_prepared_statements where statement like '%" + word + "%'"))).map(({ statement }) => statement)
     const found = []
     await db().transaction(async (tx) => {
       for (let n = 0; n < 30; n++) found.push((await tx.execute(sql\`select \${n}::int as first_word\`))[0].first_word)
     })
     const inTransaction = await db().transaction((tx) => namesIn(tx, 'first_word'))
     await Promise.all(Array.from({ length: 600 }, (_, n) => db().execute(sql\`select \${n}::int as \${sql.identifier('once' + n)}\`)))
     for (let n = 0; n < 30; n++) found.push((await db().execute(sql\`select \${n}::int as second_word\`))[0].second_word)
     const all = await Promise.all([1, 2, 3, 4].map(() => namesIn(db(), 'second_word')))
     tell({ found, inTransaction, named: all.find((names) => names.length > 0) ?? [], most: (await namesIn(db(), '')).length })`,
  )
  const inOrder = Array.from({ length: 30 }, (_, n) => n)
  expect(seen.found).toEqual([...inOrder, ...inOrder])
  expect(seen.inTransaction).toEqual(['select $1::int as first_word'])
  expect(seen.named).toEqual(['select $1::int as second_word'])
  expect(seen.most).toBeLessThan(20)
})
