// Reads of Redis that many ask for at once.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { connectRedis, readKeys, redis } from './redis.ts'

test('what many ask for in one turn is one command, and each is told what they asked for', async () => {
  await connectRedis()
  const names = Array.from({ length: 30 }, () => `test:${randomUUID()}`)
  for (const name of names.slice(0, 20)) await redis().set(name, name, 'EX', 60)
  const sent = commandsSent()
  const answers = await Promise.all([readKeys(...names), ...names.map((name) => readKeys(name))])
  const told = names.map((name, n) => (n < 20 ? name : null))
  expect(answers.map(asText)).toEqual([told, ...told.map((one) => [one])])
  expect(sent).toEqual(['mget'])
  expect(asText(await readKeys(names[0] as string))).toEqual([names[0]])
  expect(sent).toEqual(['mget', 'mget'])
})

const asText = (values: (Buffer | null)[]) => values.map((value) => value && `${value}`)

/** Names of what is sent from now on. */
function commandsSent(): string[] {
  const sent: string[] = []
  const connection = redis() as unknown as { sendCommand: (command: { name: string }) => unknown }
  const { sendCommand } = connection
  connection.sendCommand = (command) => {
    sent.push(command.name)
    return sendCommand.call(connection, command)
  }
  return sent
}
