// Fixes for what our own rules find in scripts about security: before and after, each one tried; and forms for which none is right.
import { testFixes } from './fix-table.ts'

testFixes('javascript', [
  [
    'javascript/predictable-secret',
    'const token = Math.random().toString(36).slice(2)\n',
    "const token = crypto.randomUUID().replaceAll('-', '').slice(2)\n",
  ],
  [
    'javascript/predictable-secret',
    'const otp = Math.floor(Math.random() * 1e6)\n',
    'const otp = Math.floor((crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32) * 1e6)\n',
  ],
  ['javascript/predictable-secret', 'import crypto from "crypto-js"\nconst token = f(crypto, Math.random())\n', null],
  [
    'javascript/timing-unsafe-compare',
    "import { createHmac } from 'node:crypto'\nexport const f = (a, k, b) => createHmac('sha256', k).update(a).digest('hex') === b\n",
    "import { createHmac, timingSafeEqual, createHash } from 'node:crypto'\nexport const f = (a, k, b) => timingSafeEqual(createHash('sha256').update(String(createHmac('sha256', k).update(a).digest('hex'))).digest(), createHash('sha256').update(String(b)).digest())\n",
  ],
  [
    'javascript/timing-unsafe-compare',
    "const crypto = require('crypto')\nif (req.get('x') !== process.env.API_TOKEN) f()\n",
    "const crypto = require('crypto')\nif (!crypto.timingSafeEqual(crypto.createHash('sha256').update(String(req.get('x'))).digest(), crypto.createHash('sha256').update(String(process.env.API_TOKEN)).digest())) f()\n",
  ],
  ['javascript/timing-unsafe-compare', "if (req.get('x') !== process.env.API_TOKEN) f()\n", null],
  [
    'javascript/jwt-weak-check',
    "import jwt from 'jsonwebtoken'\njwt.verify(t, k, { algorithms: ['HS256', 'none'] })\n",
    "import jwt from 'jsonwebtoken'\njwt.verify(t, k, { algorithms: ['HS256'] })\n",
  ],
  [
    'javascript/jwt-weak-check',
    "import jwt from 'jsonwebtoken'\njwt.verify(t, k, { ignoreExpiration: true })\n",
    "import jwt from 'jsonwebtoken'\njwt.verify(t, k, { ignoreExpiration: false })\n",
  ],
  ['javascript/jwt-weak-check', "import jwt from 'jsonwebtoken'\njwt.verify(t, k, { algorithms: ['none'] })\n", null],
  [
    'javascript/insecure-url',
    "await fetch('http://api.example.com/a')\n",
    "await fetch('https://api.example.com/a')\n",
  ],
  [
    'javascript/insecure-url',
    'new WebSocket(`ws://a.example.com/${b}`)\n',
    'new WebSocket(`wss://a.example.com/${b}`)\n',
  ],
  ['javascript/tls-weak', "f({ minVersion: 'TLSv1' })\n", "f({ minVersion: 'TLSv1.2' })\n"],
  [
    'javascript/tls-weak',
    'f({ secureProtocol: "TLSv1_client_method" })\n',
    'f({ secureProtocol: "TLSv1_2_client_method" })\n',
  ],
  ['javascript/tls-unverified', 'f({ rejectUnauthorized: false })\n', 'f({ rejectUnauthorized: true })\n'],
  [
    'javascript/tls-unverified',
    "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'\n",
    "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1'\n",
  ],
  ['javascript/tls-unverified', 'f({ a, checkServerIdentity: () => undefined })\n', 'f({ a })\n'],
  [
    'javascript/cookie-flags',
    "res.cookie('session', id, { httpOnly: false, secure: false })\n",
    "res.cookie('session', id, { httpOnly: true, secure: true })\n",
  ],
  [
    'javascript/cookie-flags',
    "res.cookie('session', id, { maxAge: 1 })\n",
    "res.cookie('session', id, { maxAge: 1, httpOnly: true, secure: true })\n",
  ],
  [
    'javascript/cookie-flags',
    "res.cookie('session', id)\n",
    "res.cookie('session', id, { httpOnly: true, secure: true })\n",
  ],
  ['javascript/csrf-off', 'f({ csrf: false })\n', 'f({ csrf: true })\n'],
  ['javascript/csrf-off', "f({ csrf: { ignoreMethods: ['POST'] } })\n", null],
  [
    'javascript/prototype-pollution',
    'function merge(a, b) {\n  for (const key in b) {\n    if (f(b[key])) merge(a[key], b[key])\n    else a[key] = b[key]\n  }\n}\n',
    "function merge(a, b) {\n  for (const key in b) {\n    if (['__proto__', 'constructor', 'prototype'].includes(key)) continue\n    if (f(b[key])) merge(a[key], b[key])\n    else a[key] = b[key]\n  }\n}\n",
  ],
])
