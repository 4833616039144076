// Values followed in Go: from the request to where they may do harm, and what makes them harmless on the way.
import { type Analyse, hitsOf } from '../hit.ts'
import { analyse } from './dataflow.ts'
import { testTable } from './table.ts'

/** Without what is held back. */
const shown: Analyse = async (file) => hitsOf(await analyse(file)).filter(({ heldBack }) => !heldBack)

const imports = `package a

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"html"
	"log"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)
`
const head = imports.split('\n').length - 1
const first = head + 2

/** In a handler; the first line of the body is line 0. */
const handler = (body: string) => `${imports}\nfunc h(w http.ResponseWriter, r *http.Request) {\n${body}\n}\n`
const at = (line: number, rule: string) => `${first + 1 + line} ${rule}`
const gin = (body: string) => `${imports}\nfunc h(c *gin.Context) {\n${body}\n}\n`

testTable(shown, 'go', [
  [handler(`db.Query("SELECT * FROM a WHERE id = " + r.FormValue("id"))`), [at(0, 'sql-injection')]],
  [handler(`db.QueryContext(r.Context(), "SELECT 1 FROM a WHERE id = $1", r.FormValue("id"))`), []],
  [handler(`db.Query("SELECT 1 FROM a WHERE id = $1", r.FormValue("id"))`), []],
  [
    handler(
      `id, err := strconv.Atoi(r.FormValue("id"))\nif err != nil {\nreturn\n}\ndb.Query(fmt.Sprintf("SELECT 1 FROM a WHERE id = %d", id))`,
    ),
    [],
  ],
  [
    handler(
      `q := "SELECT 1"\nif n := r.URL.Query().Get("n"); n != "" {\nq += " WHERE n = '" + n + "'"\n}\ndb.Query(q)`,
    ),
    [at(4, 'sql-injection')],
  ],
  [
    handler(
      `col := r.FormValue("sort")\nswitch col {\ncase "name", "age":\ndefault:\nreturn\n}\ndb.Query("SELECT 1 FROM a ORDER BY " + col)`,
    ),
    [],
  ],
  [
    handler(
      `allowed := map[string]bool{"name": true}\nc := r.FormValue("sort")\nif !allowed[c] {\nreturn\n}\ndb.Query("SELECT 1 FROM a ORDER BY " + c)`,
    ),
    [],
  ],
  [
    handler(
      `var b strings.Builder\nb.WriteString("SELECT 1 FROM a WHERE n = '")\nb.WriteString(r.FormValue("n"))\ndb.Query(b.String())`,
    ),
    [at(3, 'sql-injection')],
  ],
  [
    `${imports}\nfunc f(db *sql.DB, name string) {\ndb.Query("SELECT 1 FROM a WHERE n = '" + name + "'")\n}\n`,
    [`${first + 1} sql-injection`],
  ],
  [`${imports}\nconst table = "a"\n\nfunc f(db *sql.DB) {\ndb.Query(fmt.Sprintf("SELECT 1 FROM %s", table))\n}\n`, []],
  [
    handler(
      `var in struct{ Name string }\nif err := json.NewDecoder(r.Body).Decode(&in); err != nil {\nreturn\n}\nos.Remove(in.Name)`,
    ),
    [at(4, 'path-traversal')],
  ],
  [
    gin(
      `var in Input\nif err := c.ShouldBindJSON(&in); err != nil {\nreturn\n}\nexec.Command("sh", "-c", "ping "+in.Host)`,
    ),
    [at(4, 'command-injection')],
  ],
  [gin(`exec.Command("ping", c.Query("host"))`), []],
  [gin(`exec.Command(c.Param("tool"))`), [at(0, 'command-injection')]],
  [`${imports}\nfunc f(args []string) {\nexec.Command(args[0], args[1:]...)\n}\n`, []],
  [gin(`c.File(filepath.Join("/srv", c.Param("name")))`), [at(0, 'path-traversal')]],
  [gin(`c.File(filepath.Join("/srv", filepath.Base(c.Param("name"))))`), []],
  [gin(`c.File(filepath.Join("/srv", filepath.Clean("/"+c.Param("name"))))`), []],
  [gin(`p := filepath.Join("/srv", c.Param("name"))\nif !strings.HasPrefix(p, "/srv/") {\nreturn\n}\nc.File(p)`), []],
  [
    gin(
      `n := c.Param("name")\nif strings.Contains(n, "..") || strings.ContainsAny(n, "/\\\\") {\nreturn\n}\nos.ReadFile("/srv/" + n)`,
    ),
    [],
  ],
  [handler(`http.Get(r.FormValue("url"))`), [at(0, 'ssrf')]],
  [handler(`http.Get("https://api.example.com/" + r.FormValue("id"))`), []],
  [handler(`http.Get(base + "/users/" + r.FormValue("id"))`), []],
  [handler(`u := r.FormValue("url")\nif !strings.HasPrefix(u, "http") {\nreturn\n}\nhttp.Get(u)`), [at(4, 'ssrf')]],
  [
    handler(
      `u, err := url.Parse(r.FormValue("url"))\nif err != nil || u.Host != "example.com" {\nreturn\n}\nhttp.Get(u.String())`,
    ),
    [],
  ],
  [
    handler(`req, err := http.NewRequest("GET", r.FormValue("url"), nil)\nif err != nil {\nreturn\n}\nclient.Do(req)`),
    [at(4, 'ssrf')],
  ],
  [handler(`req, _ := http.NewRequest("POST", "https://a.example.com/", r.Body)\nclient.Do(req)`), []],
  [handler(`http.Redirect(w, r, r.FormValue("next"), 302)`), [at(0, 'open-redirect')]],
  [
    handler(
      `next := r.FormValue("next")\nif !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") {\nnext = "/"\n}\nhttp.Redirect(w, r, next, 302)`,
    ),
    [],
  ],
  [handler(`http.Redirect(w, r, "/users/"+r.FormValue("id"), 302)`), []],
  [handler(`w.Header().Set("Location", r.FormValue("next"))`), [at(0, 'open-redirect')]],
  [handler(`fmt.Fprintf(w, "<p>%s</p>", r.FormValue("q"))`), [at(0, 'xss')]],
  [handler(`w.Write([]byte("<p>" + r.FormValue("q")))`), [at(0, 'xss')]],
  [handler(`fmt.Fprintf(w, "<p>%s</p>", html.EscapeString(r.FormValue("q")))\nfmt.Fprintf(w, "<p>%d</p>", n)`), []],
  [handler(`w.Header().Set("Content-Type", "text/plain")\nfmt.Fprintln(w, r.FormValue("q"))`), []],
  [handler(`json.NewEncoder(w).Encode(r.FormValue("q"))\nhttp.Error(w, r.FormValue("q"), 400)`), []],
  [handler(`log.Printf("user %s", r.FormValue("user"))`), [at(0, 'log-injection')]],
  [
    handler(`log.Printf("user %q", r.FormValue("user"))\nlog.Println(strings.ReplaceAll(r.FormValue("u"), "\\n", ""))`),
    [],
  ],
  [handler(`if err := save(r.FormValue("user")); err != nil {\nlog.Printf("save: %v", err)\n}`), []],
  // Go's own expressions take linear time, whatever they are.
  [handler(`regexp.MustCompile(r.FormValue("re"))`), []],
  [handler(`regexp.MustCompile(regexp.QuoteMeta(r.FormValue("re")))`), []],
  [handler(`n, _ := strconv.Atoi(r.FormValue("n"))\nb := make([]byte, n)\n_ = b`), [at(1, 'huge-allocation')]],
  [handler(`n, _ := strconv.Atoi(r.FormValue("n"))\nif n > 100 {\nreturn\n}\nb := make([]byte, n)\n_ = b`), []],
  [
    `${imports}\nfunc e(c echo.Context) error {\nreturn c.HTML(200, "<b>"+c.QueryParam("q"))\n}\n`,
    [`${first + 1} xss`],
  ],
  [
    `${imports}\nfunc login() gin.HandlerFunc {\nreturn func(c *gin.Context) {\nc.Redirect(302, c.Query("to"))\n}\n}\n`,
    [`${first + 2} open-redirect`],
  ],
  [
    `${imports}\nfunc check(name string) error {\nif name != filepath.Base(name) {\nreturn fmt.Errorf("no")\n}\nreturn nil\n}\n\nfunc h(w http.ResponseWriter, r *http.Request) {\nn := r.FormValue("n")\nif err := check(n); err != nil {\nreturn\n}\nos.Open(n)\n}\n`,
    [],
  ],
  [
    `${imports}\nfunc ok(host string) bool {\nfor _, one := range []string{"a.example.com"} {\nif one == host {\nreturn true\n}\n}\nreturn false\n}\n\nfunc h(w http.ResponseWriter, r *http.Request) {\nu := r.FormValue("u")\nif !ok(u) {\nreturn\n}\nhttp.Get(u)\n}\n`,
    [],
  ],
  [`${imports}\nfunc (t *T) RoundTrip(r *http.Request) (*http.Response, error) {\nreturn t.base.RoundTrip(r)\n}\n`, []],
])
