// Our own patterns: what they must and must not flag, safe forms included.
import { analyse } from './patterns.ts'
import { testTable } from './table.ts'

const go = (body: string) =>
  `package a\n\nimport "os/exec"\n\nfunc f(db *sql.DB, id string, r *http.Request) {\n${body}\n}\n`

testTable(analyse, 'go', [
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
