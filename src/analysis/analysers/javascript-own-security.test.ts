// Our own security rules over ESLint's tree: what they must and must not flag, safe forms included.
import { analyse } from './javascript.ts'
import { testTable } from './table.ts'

const crypto = "import crypto from 'node:crypto'\n"
const express = (body: string) => `const express = require('express')\nconst app = express()\n${body}\n`

testTable(analyse, 'javascript', [
  [`${crypto}crypto.createHash('md5').update(password).digest('hex')\n`, ['2 weak-hash']],
  [`${crypto}const hash = crypto.createHash('sha256')\nhash.update(user.password)\n`, ['2 weak-hash']],
  [`${crypto}crypto.createHash('sha256').update(file).digest('hex')\ncrypto.createHash('md5').update(body)\n`, []],
  [
    `${crypto}const kind = 'aes-128-ecb'\ncrypto.createCipheriv(kind, key, null)\ncrypto.createCipher('aes192', k)\n`,
    ['3 weak-cipher', '4 weak-cipher'],
  ],
  [`${crypto}const iv = crypto.randomBytes(12)\ncrypto.createCipheriv('aes-256-gcm', key, iv)\n`, []],
  ['CryptoJS.DES.encrypt(text, key)\n', ['1 weak-cipher']],
  [
    "generateKeyPair('rsa', { modulusLength: 1024 })\ngenerateKeyPair('rsa', { modulusLength: 4096 })\n",
    ['1 weak-key'],
  ],
  ["import bcrypt from 'bcrypt'\nbcrypt.hash(password, 4)\nbcrypt.hash(password, 12)\n", ['2 weak-key-derivation']],
  [`${crypto}const iv = Buffer.alloc(16)\ncrypto.createCipheriv('aes-256-cbc', key, iv)\n`, ['3 static-iv']],
  [
    `${crypto}const iv = Buffer.alloc(16)\ncrypto.randomFillSync(iv)\ncrypto.createCipheriv('aes-256-cbc', key, iv)\n`,
    [],
  ],
  [
    'const token = Math.random().toString(36)\nfunction resetCode() { return Math.random() }\n',
    ['1 predictable-secret', '2 predictable-secret'],
  ],
  ['const delay = Math.random() * 100\nconst token = crypto.randomUUID()\n', []],
  [
    "import jwt from 'jsonwebtoken'\njwt.sign(payload, 'very-secret')\njwt.sign(payload, process.env.KEY)\n",
    ['2 hard-coded-key'],
  ],
  ["session({ secret: 'keyboard cat' })\nsession({ secret: process.env.SECRET })\n", ['1 hard-coded-key']],
])

testTable(analyse, 'javascript', [
  [`${crypto}if (crypto.createHmac('sha256', k).update(b).digest('hex') === given) f()\n`, ['2 timing-unsafe-compare']],
  [
    'if (given !== process.env.API_TOKEN) f()\nif (given.secret === row.secret) f()\n',
    ['1 timing-unsafe-compare', '2 timing-unsafe-compare'],
  ],
  ["if (process.env.API_TOKEN === undefined || apiKey === '') f()\nif (etag === other) f()\n", []],
  [
    "import jwt from 'jsonwebtoken'\nfunction f(t) {\n  const claims = jwt.decode(t)\n  return claims.sub\n}\n",
    ['3 jwt-unverified'],
  ],
  [
    "import jwt from 'jsonwebtoken'\nfunction f(t) {\n  const { exp } = jwt.decode(t)\n  return jwt.verify(t, key, { algorithms: ['RS256'] })\n}\n",
    [],
  ],
  [
    "import * as jose from 'jose'\nexport const f = (t) =>\n  jose.jwtVerify(t, async () => keyOf(jose.decodeJwt(t).iss), { algorithms: ['RS256'] })\n",
    [],
  ],
  [
    "import jwt from 'jsonwebtoken'\njwt.verify(t, key, { algorithms: ['none'] })\njwt.verify(t, null)\n",
    ['2 jwt-weak-check', '3 jwt-weak-check'],
  ],
  [
    "fetch('http://api.example.com/pay')\nfetch('http://localhost:80/a')\nfetch('https://a.example.com')\n",
    ['1 insecure-url'],
  ],
  [
    "const o = { rejectUnauthorized: false }\nprocess.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'\n",
    ['1 tls-unverified', '2 tls-unverified'],
  ],
  ["const o = { rejectUnauthorized: true, minVersion: 'TLSv1.2' }\n", []],
  ["const o = { minVersion: 'TLSv1' }\n", ['1 tls-weak']],
])

testTable(analyse, 'javascript', [
  [
    "res.cookie('session', id, { httpOnly: false, secure: true })\nres.cookie('theme', t, { secure: false })\n",
    ['1 cookie-flags'],
  ],
  ["res.cookie('session', id, { httpOnly: true, secure: true })\nres.cookie('session', id, { ...safe })\n", []],
  ['app.use(session({ cookie: { secure: false } }))\n', ['1 cookie-flags']],
  ["import cors from 'cors'\napp.use(cors({ origin: true, credentials: true }))\n", ['2 cors-any-origin']],
  [
    "import cors from 'cors'\nconst allow = (origin, done) => done(null, list.has(origin))\napp.use(cors({ origin: allow, credentials: true }))\napp.use(cors({ origin: '*' }))\n",
    [],
  ],
  [
    "function f(req, res) {\n  res.setHeader('Access-Control-Allow-Origin', req.headers.origin)\n  res.setHeader('Access-Control-Allow-Credentials', 'true')\n}\n",
    ['2 cors-any-origin'],
  ],
  [express('app.use((error, req, res, next) => res.status(500).json({ stack: error.stack }))'), ['3 stack-in-answer']],
  [express('app.use((error, req, res, next) => { log(error.stack); res.sendStatus(500) })'), []],
  ["csrf({ ignoreMethods: ['GET', 'POST'] })\ncsrf({ ignoreMethods: ['GET', 'HEAD'] })\n", ['1 csrf-off']],
  ['fs.chmodSync(path, 0o777)\nfs.chmodSync(path, 0o755)\nfs.mkdirSync(path, { mode: 0o777 })\n', ['1 world-writable']],
  [
    "import fs from 'node:fs'\nimport os from 'node:os'\nfs.writeFileSync(`/tmp/out-${process.pid}`, x)\nfs.writeFileSync(`/tmp/a`, x, { flag: 'wx' })\nfs.writeFileSync(path.join(os.tmpdir(), crypto.randomUUID()), x)\n",
    ['3 temp-file-race'],
  ],
  [express("app.use(express.static(__dirname))\napp.use(express.static('public'))"), ['3 static-root']],
  ['new BrowserWindow({ webPreferences: { nodeIntegration: true } })\n', ['1 electron-unsafe']],
  ["window.addEventListener('message', (event) => show(event.data))\n", ['1 message-origin']],
  ["window.addEventListener('message', (event) => event.origin === home && show(event.data))\n", []],
  [
    "import { parseXml } from 'libxmljs'\nparseXml(text, { noent: true })\nparseXml(text, { noent: false })\n",
    ['2 xml-entities'],
  ],
  [
    "console.log('signed in', user.password)\nconsole.log(password.length > 0)\nlog.info({ user: user.id })\n",
    ['1 secret-in-log'],
  ],
  [
    'function merge(target, source) {\n  for (const key in source) {\n    if (isObject(source[key])) merge(target[key], source[key])\n    else target[key] = source[key]\n  }\n}\n',
    ['4 prototype-pollution'],
  ],
  [
    "function merge(target, source) {\n  for (const key in source) {\n    if (key === '__proto__') continue\n    if (isObject(source[key])) merge(target[key], source[key])\n    else target[key] = source[key]\n  }\n}\n",
    [],
  ],
  [
    "function set(object, path, value) {\n  const keys = path.split('.')\n  const last = keys.pop()\n  for (const key of keys) object = object[key]\n  object[last] = value\n}\n",
    ['5 prototype-pollution'],
  ],
])
