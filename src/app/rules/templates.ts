// Rules to start from, one for each thing a rule can do, with code that shows it at work.
import type { Language } from '#contract/language.ts'

export type Template = { name: string; language: Language; source: string; sample: string }

export const templates: Template[] = [
  {
    name: 'Python: a call to avoid, with a fix',
    language: 'python',
    sample: 'def total(prices):\n    print("adding", len(prices))\n    return sum(prices)\n',
    source: `id: no-print
language: python
message: Log $$$ARGS instead of printing it
note: What is printed is lost when nobody looks at the terminal. The logger keeps it, with the time and the place.
rule:
  pattern: print($$$ARGS)
fix: logger.info($$$ARGS)
metadata:
  category: maintainability
  severity: low
tests:
  valid:
    - logger.info("hello")
  invalid:
    - code: print("hello", name)
      fixed: logger.info("hello", name)
`,
  },
  {
    name: 'TypeScript: only inside of something',
    language: 'typescript',
    sample:
      'async function load(ids: string[]) {\n  for (const id of ids) {\n    await fetch("/items/" + id)\n  }\n}\n',
    source: `id: no-fetch-in-loop
language: [typescript, javascript]
message: This waits for one request after the other
note: Start all requests first and wait for them together, as with Promise.all.
rule:
  pattern: await fetch($$$ARGS)
  inside:
    kind: for_in_statement
    stopBy: end
metadata:
  category: performance
  severity: medium
tests:
  valid:
    - 'async () => { await fetch("/a") }'
  invalid:
    - 'async () => { for (const a of b) { await fetch(a) } }'
`,
  },
  {
    name: 'JavaScript: a name that must fit',
    language: 'javascript',
    sample: 'import { get } from "legacy-http"\nimport { read } from "./files.js"\n',
    source: `id: no-legacy-http
language: [javascript, typescript]
message: Our own client replaces $SOURCE
rule:
  pattern: import $WHAT from $SOURCE
constraints:
  SOURCE:
    regex: legacy-
metadata:
  category: maintainability
  severity: medium
tests:
  valid:
    - import a from "./a.js"
  invalid:
    - import a from "legacy-http"
`,
  },
  {
    name: 'Go: a call that must not be made',
    language: 'go',
    sample: 'package main\n\nimport "os"\n\nfunc stop() {\n\tos.Exit(1)\n}\n',
    source: `id: no-os-exit
language: go
message: Return an error instead of ending the program
note: os.Exit runs no deferred call. Return the error up to main.
rule:
  pattern: os.Exit($CODE)
ignores:
  - cmd/**
metadata:
  category: bug
  severity: medium
tests:
  valid:
    - 'func f() error { return err }'
  invalid:
    - 'func f() { os.Exit(1) }'
`,
  },
  {
    name: 'Java: a weakness with its number',
    language: 'java',
    sample: 'class Token {\n  int make() {\n    return new java.util.Random().nextInt();\n  }\n}\n',
    source: `id: secure-random
language: java
message: Use SecureRandom for whatever nobody may guess
rule:
  any:
    - pattern: new Random($$$ARGS)
    - pattern: new java.util.Random($$$ARGS)
metadata:
  cwe: CWE-330
  category: security
  severity: high
tests:
  valid:
    - 'class A { Object a = new SecureRandom(); }'
  invalid:
    - 'class A { Object a = new Random(); }'
`,
  },
  {
    name: 'Any text: a regular expression',
    language: 'text',
    sample: '# Notes\n\nSee http://intranet.example/wiki for more.\n',
    source: `id: no-plain-http
language: text
message: Link to $1 with https
rule:
  regex: 'http://([\\w.-]+)'
fix: 'https://$1'
files: ['*.md', '*.txt']
metadata:
  category: security
  severity: low
tests:
  valid:
    - https://example.com
  invalid:
    - code: see http://example.com
      fixed: see https://example.com
`,
  },
]
