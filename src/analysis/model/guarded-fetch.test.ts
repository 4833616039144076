// Where a model's server may not be.
import { expect, test } from 'playwright/test'
import { isForbiddenHost } from './guarded-fetch.ts'

const forbidden = [
  'http://169.254.169.254/v1',
  'http://169.254.1.2/v1',
  'http://2852039166/v1', // 169.254.169.254 as one number
  'http://0xa9.0xfe.0xa9.0xfe/v1',
  'http://[::ffff:169.254.169.254]/v1',
  'http://[fe80::1]/v1',
  'http://[febf::1]/v1',
  'http://[fd00:ec2::254]/v1',
  'http://100.100.100.200/v1',
  'http://168.63.129.16/v1',
  'http://metadata.google.internal/v1',
  'http://METADATA.google.internal./v1',
  'http://metadata/v1',
]
const allowed = [
  'http://127.0.0.1:1234/v1',
  'http://[::1]/v1',
  'http://10.0.0.7/v1',
  'http://192.168.1.2/v1',
  'http://localhost/v1',
]

for (const url of forbidden)
  test(`never asked: ${url}`, () => expect(isForbiddenHost(new URL(url).hostname)).toBe(true))
for (const url of allowed)
  test(`may be asked: ${url}`, () => expect(isForbiddenHost(new URL(url).hostname)).toBe(false))
