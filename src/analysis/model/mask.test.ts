// What must not leave the house does not, and what stays keeps its place. Keys are put together here, none is real.
import { expect, test } from 'playwright/test'
import { maskSecrets } from './mask.ts'

const aws = `${'AKIA'}5RWQ7KZD3MVX2HTB`
const github = `${'ghp'}_R7kQz2Wv9XnB4tLmY8cJ5hDs3FgP6aUe1KoT`
const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj'
const pem = `${'-----BEGIN'} PRIVATE KEY-----\n${body}\n${body}\n-----END PRIVATE KEY-----`
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N'

const secrets: [what: string, code: string, secret: string][] = [
  ['an AWS key', `key = "${aws}"\n`, aws],
  ['a GitHub token in a comment', `# use ${github} here\n`, github],
  ['a password by name', 'password = "tr0ub4dor-and-3"\n', 'tr0ub4dor-and-3'],
  ['a password in an address', 'db = connect("postgres://app:s3cr3t-77x@db.internal/shop")\n', 's3cr3t-77x'],
  ['a whole private key', `KEY = """${pem}"""\n`, body],
  ['a private key without its end', `KEY = """${pem.slice(0, 120)}`, body.slice(0, 40)],
  ['a signed token', `token = "${jwt}"\n`, jwt],
  ['what silences the search for secrets', `# secretlint-disable\nx = "${aws}"\n`, aws],
]

for (const [what, code, secret] of secrets)
  test(`masked: ${what}`, async () => {
    const { content } = await maskSecrets({ path: 'tests/test_a.py', content: code, language: 'python' })
    expect(code).toContain(secret)
    expect(content).not.toContain(secret)
    expect(content.split('\n').map(({ length }) => length)).toEqual(code.split('\n').map(({ length }) => length))
  })

test('a secret that shows once is masked everywhere', async () => {
  const code = 'password = "tr0ub4dor-and-3"\nlogin("me", "tr0ub4dor-and-3")\n'
  const masked = await maskSecrets({ path: 'a.py', content: code, language: 'python' })
  expect(masked.content).toBe(`password = "${'*'.repeat(15)}"\nlogin("me", "${'*'.repeat(15)}")\n`)
  expect(masked.secrets).toEqual(['tr0ub4dor-and-3'])
})

const harmless = [
  'password = os.environ["DB_PASSWORD"]\nurl = "https://example.org:8080/a@b"\n',
  `if text.startswith("${'-----BEGIN'} PRIVATE KEY-----"):\n    load(text)\n`,
]
for (const code of harmless)
  test(`left alone: ${code.slice(0, 40)}`, async () => {
    expect(await maskSecrets({ path: 'a.py', content: code, language: 'python' })).toEqual({
      content: code,
      secrets: [],
    })
  })
