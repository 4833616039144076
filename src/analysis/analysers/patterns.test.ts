// Our own patterns: what they must and must not flag, safe forms included.
import { analyse } from './patterns.ts'
import { testTable } from './table.ts'

const exec = "import { exec, execFile, spawn } from 'node:child_process'\n"

testTable(analyse, 'typescript', [
  ['db.query(`SELECT * FROM a WHERE id = ${id}`)\n', ['1 sql-from-values']],
  ["db.query('SELECT * FROM a WHERE id = ' + id)\n", ['1 sql-from-values']],
  [
    'function f(id: string) {\n  const sql = `DELETE FROM a WHERE id = ${id}`\n  return db.query(sql)\n}\n',
    ['2 sql-from-values'],
  ],
  ["db.query('SELECT * FROM a WHERE id = $1', [id])\n", []],
  ['db.query(sql`SELECT * FROM a WHERE id = ${id}`)\n', []],
  ["const T = 'a'\ndb.query(`SELECT * FROM ${T} LIMIT ${Number(n)}`)\n", []],
  ["db.query(`SELECT * FROM a WHERE id IN (${ids.map(() => '?').join(',')})`, ids)\n", []],
  ["db.query('SELECT * FROM a ' + 'WHERE id = 1')\n", []],
  ['list.get(`select a colour from ${x}`.length)\n', []],
  [`${exec}exec(\`ls \${dir}\`)\n`, ['2 shell-command']],
  [`${exec}function f(cmd: string) { exec(cmd) }\n`, ['2 shell-command']],
  [`${exec}const run = promisify(exec)\nawait run('ls ' + join(dir))\n`, ['3 shell-command']],
  [`${exec}spawn(cmd, { shell: true })\nspawn('sh', ['-c', cmd])\n`, ['2 shell-command', '3 shell-command']],
  [`${exec}exec('ls -l')\nexecFile('ls', [dir])\nspawn('ls', [dir])\nconst C = 'ls'\nexec(C)\n`, []],
  [`${exec}/a/.exec(text)\n`, []],
  ['if (a * 0.1 === b) f()\nif (0.1 + 0.2 == 0.3) f()\n', ['1 float-equality', '2 float-equality']],
  ['if (a + b === c) f()\nif (rate === 0.5) f()\nif (Math.abs(a - b) < 0.01) f()\n', []],
  ['xs.forEach(async (x) => { await f(x) })\n', ['1 async-for-each']],
  ['xs.forEach((x) => f(x))\nawait Promise.all(xs.map(async (x) => { await f(x) }))\n', []],
  ['const o = { rejectUnauthorized: false }\n', ['1 tls-unverified']],
  ['const o = { rejectUnauthorized: true }\n', []],
  ['const token = Math.random().toString(36)\nconst x = Math.random()\n', ['1 predictable-secret']],
  ['res.redirect(req.query.next)\nres.redirect("/home")\n', ['1 open-redirect']],
  ['res.send(`<b>${req.query.q}</b>`)\nres.send({ q: req.query.q })\n', ['1 request-in-html']],
])

const go = (body: string) =>
  `package a\n\nimport "os/exec"\n\nfunc f(db *sql.DB, id string, r *http.Request) {\n${body}\n}\n`

testTable(analyse, 'go', [
  [go('db.Query("SELECT * FROM a WHERE id = " + id)'), ['6 sql-from-values']],
  [go('db.QueryContext(ctx, fmt.Sprintf("SELECT * FROM a WHERE id = \'%s\'", id))'), ['6 sql-from-values']],
  [go('q := fmt.Sprintf("DELETE FROM a WHERE id = %s", id)\ndb.Exec(q)'), ['6 sql-from-values']],
  [go('db.Query("SELECT * FROM a WHERE id = $1", id)'), []],
  [go('exec.Command("sh", "-c", "ls " + id)'), ['6 shell-command']],
  [go('exec.CommandContext(ctx, "bash", "-c", id)'), ['6 shell-command']],
  [go('exec.Command("ls", id)\nexec.Command("sh", "-c", "ls -l")'), []],
  [go('f, _ := os.Open(id)\nuse(f)'), ['6 error-dropped']],
  [go('f, err := os.Open(id)\nn, _ := strconv.Atoi(id)\n_, _ = f, n'), []],
  [go('for _, p := range ps {\nf, err := os.Open(p)\ndefer f.Close()\n}'), ['8 defer-in-loop']],
  [go('for _, p := range ps {\nfunc() {\ndefer f.Close()\n}()\n}'), []],
  [go('go func() {\nwg.Add(1)\ndefer wg.Done()\n}()'), ['7 wait-group-race']],
  [go('wg.Add(1)\ngo func() {\ndefer wg.Done()\n}()'), []],
  [go('c := &tls.Config{InsecureSkipVerify: true}'), ['6 tls-unverified']],
  [go('if id == id {\n}\nid = id'), ['6 self-compare', '8 self-assign']],
  [go('if x != x || a.b == b.a {\n}\na.id = id\nx += x'), []],
])

const java = (body: string) => `class A {\n  void f(String id, Statement s) throws Exception {\n${body}\n  }\n}\n`

testTable(analyse, 'java', [
  [java('s.executeQuery("SELECT * FROM a WHERE id = " + id);'), ['3 sql-from-values']],
  [java('String q = "DELETE FROM a WHERE id = " + id;\ns.executeUpdate(q);'), ['3 sql-from-values']],
  [java('c.prepareStatement(String.format("SELECT * FROM a WHERE id = %s", id));'), ['3 sql-from-values']],
  [java('c.prepareStatement("SELECT * FROM a " + "WHERE id = ?");\ns.executeQuery("SELECT * FROM " + TABLE);'), []],
  [java('Runtime.getRuntime().exec("ls " + id);'), ['3 shell-command']],
  [java('Runtime.getRuntime().exec("ls");\nnew ProcessBuilder("ls", id).start();'), []],
  [java('new ProcessBuilder("sh", "-c", id).start();'), ['3 shell-command']],
  [java('if (id == "a") {}\nif ("a".equals(id) || id == null) {}'), ['3 string-identity']],
  [java('try { g(); } finally { return; }'), ['3 return-in-finally']],
  [java('try { g(); } finally { r = () -> { return; }; }'), []],
  [java('new Thread(r).run();\nnew Thread(r).start();'), ['3 thread-run']],
  [java('new BigDecimal(0.1);\nnew BigDecimal("0.1");\nnew BigDecimal(x);'), ['3 big-decimal-from-double']],
  [java('id.trim();\nid = id.trim();'), ['3 result-ignored']],
  [java('Cipher.getInstance("DES");\nCipher.getInstance("AES/GCM/NoPadding");'), ['3 weak-cipher']],
  [java('id = id;\nthis.id = id;'), ['3 self-assign']],
])
