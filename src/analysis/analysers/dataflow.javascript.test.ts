// Values followed through JavaScript and TypeScript: what must and must not be flagged, safe forms included.
import { analyse } from './dataflow.ts'
import { testTable } from './table.ts'

const shown = async (file: Parameters<typeof analyse>[0]) => {
  const told = await analyse(file)
  return (Array.isArray(told) ? told : told.hits).filter(({ heldBack }) => !heldBack)
}

const handler = (body: string) =>
  `import fs from 'node:fs'\nimport { exec, spawn } from 'node:child_process'\napp.get('/', async (req, res) => {\n${body}\n})\n`

testTable(shown, 'javascript', [
  [handler('db.query("SELECT * FROM a WHERE id = " + req.query.id)'), ['4 sql-injection']],
  [handler('db.query("SELECT * FROM a WHERE id = ?", [req.query.id])'), []],
  [handler('db.query(`SELECT * FROM a LIMIT ${Number(req.query.n)}`)'), []],
  ['function f(db, name) {\n  return db.query(`DELETE FROM a WHERE n = ${name}`)\n}\n', ['2 sql-injection']],
  ['const columns = { a: "x" }\nfunction f(db, key) {\n  db.query(`SELECT ${columns.a} FROM t`)\n}\n', []],
  [handler('exec(`ls ${req.query.dir}`)'), ['4 command-injection']],
  [handler('spawn("ls", [req.query.dir])'), []],
  [handler('spawn("ls", [req.query.dir], { shell: true })'), ['4 command-injection']],
  [handler('eval(req.body.code)'), ['4 code-injection']],
  [handler('const { file } = req.params\nfs.readFileSync("/data/" + file)'), ['5 path-traversal']],
  [`import path from 'node:path'\n${handler('fs.readFileSync("/data/" + path.basename(req.params.file))')}`, []],
  [handler('await fetch(req.query.url)'), ['4 ssrf']],
  [handler('await fetch(`https://api.example.com/a?b=${req.query.b}`)'), []],
  [handler('res.redirect(req.query.next)'), ['4 open-redirect']],
  [handler('res.redirect("/users/" + req.query.id)'), []],
  [handler('if (!allowed.has(req.query.next)) return\nres.redirect(req.query.next)'), ['5 open-redirect']],
  [handler('const next = req.query.next\nif (!allowed.has(next)) return\nres.redirect(next)'), []],
  [handler('res.send("<b>" + req.query.q + "</b>")'), ['4 xss']],
  [handler('res.json({ q: req.query.q })'), []],
  [handler('res.type("text").send(req.query.q)'), []],
])

testTable(shown, 'javascript', [
  [handler('users.findOne({ name: req.body.name })'), ['4 nosql-injection']],
  [handler('users.findOne({ name: String(req.body.name) })'), []],
  [handler('users.findOne({ name: req.params.name })'), []],
  [handler('users.find({ $where: `this.name === "${req.params.name}"` })'), ['4 code-injection']],
  [handler('User.create(req.body)'), ['4 mass-assignment']],
  [handler('User.create({ name: req.body.name })\nhash.update(req.body)'), []],
  [handler('console.log("hello " + req.body.name)'), ['4 log-injection']],
  [handler('console.log({ name: req.body.name })'), []],
  [handler('res.setHeader("x-name", req.query.name)'), ['4 header-injection']],
  [handler('Buffer.alloc(Number(req.query.size))'), ['4 huge-allocation']],
  [handler('const size = Number(req.query.size)\nif (size > 10) return\nBuffer.alloc(size)'), []],
  [handler('new RegExp(req.query.pattern)'), ['4 regex-injection']],
  [handler('new RegExp(escapeRegExp(req.query.pattern))'), []],
  [handler('_.merge(settings, req.body)'), ['4 prototype-pollution']],
  [handler('const t = Handlebars.compile(req.body.text)'), ['4 template-injection']],
  ['document.body.innerHTML = location.hash\n', ['1 xss']],
  ['document.body.innerHTML = DOMPurify.sanitize(location.hash)\n', []],
  [
    "import AdmZip from 'adm-zip'\nimport fs from 'node:fs'\nfor (const entry of new AdmZip(f).getEntries()) fs.writeFileSync('/out/' + entry.entryName, entry.getData())\n",
    ['3 path-traversal'],
  ],
  // Of a method it may be anybody's; a constructor is told settings.
  ['class A {\n  f(name) { return this.db.query(`SELECT * FROM t WHERE name = ${name}`) }\n}\n', ['2 sql-injection']],
  [
    'class A {\n  constructor(opts) { this.table = opts.table }\n  f() { return this.db.query(`SELECT * FROM ${this.table}`) }\n}\n',
    [],
  ],
  [
    "import express from 'express'\nclass A {\n  constructor(name) { this.name = name }\n  f() { return db.query(`SELECT * FROM t WHERE name = ${this.name}`) }\n}\nexpress().get('/', (req, res) => new A(req.query.name).f())\n",
    ['4 sql-injection'],
  ],
])

testTable(shown, 'typescript', [
  [
    "import { NextResponse } from 'next/server'\nexport async function GET(request: Request) {\n  const next = new URL(request.url).searchParams.get('next') ?? '/'\n  return NextResponse.redirect(new URL(next, request.url))\n}\n",
    ['4 open-redirect'],
  ],
  [
    "import { NextResponse } from 'next/server'\nexport async function GET(request: Request) {\n  return NextResponse.redirect(new URL('/home', request.url))\n}\n",
    [],
  ],
  [
    'class A {\n  @Get()\n  f(@Query("q") q: string) {\n    return this.db.query(`SELECT ${q}`)\n  }\n}\n',
    ['4 sql-injection'],
  ],
  ['const A = ({ html }: { html: string }) => <p dangerouslySetInnerHTML={{ __html: html }} />\n', ['1 xss'], 'a.tsx'],
  ['const A = ({ text }: { text: string }) => <p>{text}</p>\n', [], 'a.tsx'],
])
