// An nginx of the test's own, with the file that the documentation offers: only addresses and the certificate are changed.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Child, startChild } from '../launch/child.ts'
import { inRoot } from '../launch/root.ts'
import { type Certificate, makeCertificate } from './certificate.ts'

const places = ['/usr/sbin/nginx', '/opt/homebrew/bin/nginx', '/usr/local/bin/nginx']

export const findNginx = (): string | undefined => places.find((file) => existsSync(file))

export const missingNginx =
  'nginx is missing, so several web processes behind it are not tested. Install it with: apt-get install nginx-light'

type Doors = { tls: number; plain: number }

/** @param ports of the two web processes. */
export async function startNginx(doors: Doors, ports: [number, number]): Promise<Child> {
  const command = findNginx()
  if (!command) throw new Error(missingNginx)
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-nginx-'))
  const file = path.join(folder, 'nginx.conf')
  writeFileSync(file, around(folder, ofDocs(doors, ports, makeCertificate(folder))))
  const args = ['-p', folder, '-c', file, '-e', path.join(folder, 'error')]
  const output = { file: path.join(folder, 'log') }
  const child = startChild({ name: 'nginx', command, args, env: process.env, output, stopSignal: 'SIGTERM' })
  for (let tries = 0; !(await isListening(doors.tls)); tries += 1) {
    if (child.hasEnded() || tries > 100) throw new Error(`nginx did not start\n${child.tail()}`)
    await pause(50)
  }
  return child
}

const ofDocs = ({ tls, plain }: Doors, [one, other]: [number, number], { certificate, key }: Certificate) =>
  readFileSync(inRoot('docs/nginx/lintel.conf'), 'utf8')
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${tls} ssl http2;`)
    .replace('/etc/ssl/lintel/fullchain.pem', certificate)
    .replace('/etc/ssl/lintel/privkey.pem', key)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${one}`)
    .replaceAll('127.0.0.1:3100', `127.0.0.1:${other}`)

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

const around = (folder: string, servers: string) => `
daemon off;
master_process off;
pid ${folder}/pid;
worker_rlimit_nofile 30000;
events { worker_connections 25000; }
http {
  access_log off;
${temporary.map((kind) => `  ${kind}_temp_path ${folder}/${kind};`).join('\n')}
${servers}
}
`

const isListening = (port: number) =>
  fetch(`https://localhost:${port}/healthz`).then(
    async (answer) => {
      await answer.body?.cancel()
      return true
    },
    () => false,
  )
