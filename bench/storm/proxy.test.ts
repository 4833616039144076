// The link that can fail, on an echo.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { type Link, openProxy } from './proxy.ts'

let echo: Server
let link: Link
const sockets: Socket[] = []

test.beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1')
  await once(echo, 'listening')
  link = await openProxy((echo.address() as AddressInfo).port)
})
test.afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  link.close()
  echo.close()
})

async function dial(): Promise<{ socket: Socket; heard: () => string }> {
  const socket = connect(link.port, '127.0.0.1')
  sockets.push(socket)
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  socket.on('error', () => {})
  await once(socket, 'connect')
  return { socket, heard: () => text }
}

test('what goes in comes back', async () => {
  const { socket, heard } = await dial()
  socket.write('hello')
  await expect.poll(heard).toBe('hello')
})

test('a cut closes what is open, and the next connection works', async () => {
  const first = await dial()
  const closed = new Promise((resolve) => first.socket.once('close', resolve)) // after an error, as a reset is one
  first.socket.write('x')
  await expect.poll(first.heard).toBe('x')
  link.cut()
  await closed
  const { socket, heard } = await dial()
  socket.write('again')
  await expect.poll(heard).toBe('again')
})

test('a black hole stays open and says nothing, for those that saw it also afterwards', async () => {
  const before = await dial()
  before.socket.write('1')
  await expect.poll(before.heard).toBe('1')
  link.blackHole()
  const during = await dial()
  before.socket.write('2')
  during.socket.write('2')
  link.heal()
  before.socket.write('3')
  const after = await dial()
  after.socket.write('4')
  await expect.poll(after.heard).toBe('4')
  await pause(100)
  expect([before.heard(), during.heard(), before.socket.destroyed]).toEqual(['1', '', false])
})

test('a delay keeps the order, also when it ends', async () => {
  const { socket, heard } = await dial()
  link.delay(300)
  const started = performance.now()
  socket.write('slow ')
  await pause(50)
  link.heal()
  socket.write('quick')
  await expect.poll(heard).toBe('slow quick')
  expect(performance.now() - started).toBeGreaterThan(290)
})
