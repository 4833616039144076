// PGSSLMODE reaches a database whose URL says nothing about TLS, and no other.
import { expect, test } from 'playwright/test'
import { withSslMode } from './prepare-process.ts'

for (const [given, used] of [
  ['postgres://u:p%40@db.example.com:5432/app', 'postgres://u:p%40@db.example.com:5432/app?sslmode=require'],
  ['postgres://u@db.example.com/app?a=b', 'postgres://u@db.example.com/app?a=b&sslmode=require'],
  ['postgres://u@db.example.com/app?sslmode=verify-full', 'postgres://u@db.example.com/app?sslmode=verify-full'],
  ['postgres://u@127.0.0.1:15432/app', 'postgres://u@127.0.0.1:15432/app'],
  ['not a url', 'not a url'],
] as const)
  test(`${given} with PGSSLMODE=require`, () => expect(withSslMode(given, 'require')).toBe(used))
