// Makes a year of history in the database of DATABASE_URL, unless there is one, and prints how fast it is read.
import postgres from 'postgres'
import { env } from '#env.ts'
import { timeReads } from './reads.ts'
import { makeYear } from './year.ts'

const [reviews = 100_000] = process.argv.slice(2).map(Number)
const sql = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
const year = await makeYear(sql, reviews)
await sql.end()
console.log(await timeReads(year))
process.exit(0)
