// What the fixes of our rules make of Go: bugs.
import { type FixRow, testEveryFix, testFixes } from './fix-table.ts'
import { patternRules } from './patterns.ts'

const rows: FixRow[] = [
  [
    'patterns/error-dropped',
    'package a\n\nimport (\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tf, _ := os.Open(s)\n\tdefer f.Close()\n\treturn f.Sync()\n}\n',
    'package a\n\nimport (\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tf, err := os.Open(s)\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer f.Close()\n\treturn f.Sync()\n}\n',
  ],
  [
    'patterns/error-dropped',
    'package a\n\nimport (\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tf, _ := os.Open(s)\n\tuse(f)\n}\n',
    null,
  ],
  [
    'patterns/wait-group-race',
    'package a\n\nimport (\n\t"sync"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tvar wg sync.WaitGroup\n\tgo func() {\n\t\twg.Add(1)\n\t\tdefer wg.Done()\n\t}()\n\twg.Wait()\n\treturn nil\n}\n',
    'package a\n\nimport (\n\t"sync"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo func() {\n\t\tdefer wg.Done()\n\t}()\n\twg.Wait()\n\treturn nil\n}\n',
  ],
  [
    'patterns/integer-division',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tx := 2 * float64(a / b)\n\tfmt.Println(x)\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tx := 2 * (float64(a) / float64(b))\n\tfmt.Println(x)\n}\n',
  ],
  [
    'patterns/integer-division',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tx := float64(a / b)\n\tfmt.Println(x)\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tx := float64(a) / float64(b)\n\tfmt.Println(x)\n}\n',
  ],
  [
    'patterns/nil-map-write',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tvar n map[string]int\n\tn["a"]++\n\tfmt.Println(n)\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tvar n = make(map[string]int)\n\tn["a"]++\n\tfmt.Println(n)\n}\n',
  ],
  [
    'patterns/duplicate-tag',
    'package a\n\ntype T struct {\n\tFirstName string `json:"first_name"`\n\tLastName  string `json:"first_name,omitempty"`\n}\n',
    'package a\n\ntype T struct {\n\tFirstName string `json:"first_name"`\n\tLastName  string `json:"last_name,omitempty"`\n}\n',
  ],
  [
    'patterns/swapped-arguments',
    'package a\n\nfunc move(from, to int) {}\n\nfunc g(from, to int) {\n\tmove(to, from)\n}\n',
    'package a\n\nfunc move(from, to int) {}\n\nfunc g(from, to int) {\n\tmove(from, to)\n}\n',
  ],
  [
    'patterns/shadowed-variable',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tvar last error\n\tfor range xs {\n\t\tlast := use()\n\t\tfmt.Println(last)\n\t}\n\treturn last\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tvar last error\n\tfor range xs {\n\t\tlast = use()\n\t\tfmt.Println(last)\n\t}\n\treturn last\n}\n',
  ],
  [
    'patterns/lock-not-released',
    'package a\n\nimport (\n\t"sync"\n)\n\nfunc f(mu *sync.Mutex, a, b int) error {\n\tmu.Lock()\n\tif a > b {\n\t\treturn nil\n\t}\n\tmu.Unlock()\n\treturn nil\n}\n',
    'package a\n\nimport (\n\t"sync"\n)\n\nfunc f(mu *sync.Mutex, a, b int) error {\n\tmu.Lock()\n\tif a > b {\n\t\tmu.Unlock()\n\t\treturn nil\n\t}\n\tmu.Unlock()\n\treturn nil\n}\n',
  ],
  [
    'patterns/lock-not-released',
    'package a\n\nimport (\n\t"sync"\n)\n\nfunc f(c *C, a, b int) int {\n\tc.mu.Lock()\n\tif a > b {\n\t\treturn c.n\n\t}\n\tc.mu.Unlock()\n\treturn 0\n}\n',
    null,
  ],
  [
    'patterns/lock-copied',
    'package a\n\nimport "sync"\n\ntype T struct {\n\tmu sync.Mutex\n}\n\nfunc (t T) F() {}\n',
    'package a\n\nimport "sync"\n\ntype T struct {\n\tmu sync.Mutex\n}\n\nfunc (t *T) F() {}\n',
  ],
  ['patterns/lock-copied', 'package a\n\nimport "sync"\n\nfunc F(mu sync.Mutex) {}\n', null],
  [
    'patterns/context-leak',
    'package a\n\nimport (\n\t"context"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tctx, _ := context.WithTimeout(parent, d)\n\tuse(ctx)\n\treturn nil\n}\n',
    'package a\n\nimport (\n\t"context"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tctx, cancel := context.WithTimeout(parent, d)\n\tdefer cancel()\n\tuse(ctx)\n\treturn nil\n}\n',
  ],
  [
    'patterns/context-leak',
    'package a\n\nimport (\n\t"context"\n)\n\nfunc f(s string, a, b int, xs []string) context.Context {\n\tctx, _ := context.WithTimeout(parent, d)\n\treturn ctx\n}\n',
    null,
  ],
  [
    'patterns/signal-channel-unbuffered',
    'package a\n\nimport (\n\t"os"\n\t"os/signal"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tc := make(chan os.Signal)\n\tsignal.Notify(c, os.Interrupt)\n\t<-c\n}\n',
    'package a\n\nimport (\n\t"os"\n\t"os/signal"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tc := make(chan os.Signal, 1)\n\tsignal.Notify(c, os.Interrupt)\n\t<-c\n}\n',
  ],
  [
    'patterns/always-true-condition',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tif a != 1 || a != 2 {\n\t\tfmt.Println(a)\n\t}\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tif a != 1 && a != 2 {\n\t\tfmt.Println(a)\n\t}\n}\n',
  ],
  [
    'patterns/always-true-condition',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tif len(xs) >= 0 {\n\t\tfmt.Println(a)\n\t}\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tif len(xs) > 0 {\n\t\tfmt.Println(a)\n\t}\n}\n',
  ],
  [
    'patterns/always-true-condition',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tif a > 10 && a < 5 {\n\t\tfmt.Println(a)\n\t}\n}\n',
    null,
  ],
  [
    'patterns/compared-with-nan',
    'package a\n\nimport (\n\t"math"\n)\n\nfunc f(x float64) bool {\n\treturn x != math.NaN()\n}\n',
    'package a\n\nimport (\n\t"math"\n)\n\nfunc f(x float64) bool {\n\treturn !math.IsNaN(x)\n}\n',
  ],
  [
    'patterns/unchecked-error',
    'package a\n\nimport (\n\t"encoding/json"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tvar x T\n\tjson.Unmarshal([]byte(s), &x)\n\treturn x.check()\n}\n',
    'package a\n\nimport (\n\t"encoding/json"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tvar x T\n\tif err := json.Unmarshal([]byte(s), &x); err != nil {\n\t\treturn err\n\t}\n\treturn x.check()\n}\n',
  ],
  [
    'patterns/unchecked-error',
    'package a\n\nimport (\n\t"database/sql"\n)\n\nfunc f(db *sql.DB, a int) (int, error) {\n\tdb.Exec("DELETE FROM a WHERE b = $1", a)\n\treturn 1, nil\n}\n',
    'package a\n\nimport (\n\t"database/sql"\n)\n\nfunc f(db *sql.DB, a int) (int, error) {\n\tif _, err := db.Exec("DELETE FROM a WHERE b = $1", a); err != nil {\n\t\treturn 0, err\n\t}\n\treturn 1, nil\n}\n',
  ],
  [
    'patterns/unchecked-error',
    'package a\n\nimport (\n\t"encoding/json"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tjson.Unmarshal([]byte(s), &x)\n}\n',
    null,
  ],
  [
    'patterns/unused-result',
    'package a\n\nimport (\n\t"strings"\n)\n\nfunc f(s string, a, b int, xs []string) string {\n\tstrings.TrimSpace(s)\n\treturn s\n}\n',
    'package a\n\nimport (\n\t"strings"\n)\n\nfunc f(s string, a, b int, xs []string) string {\n\ts = strings.TrimSpace(s)\n\treturn s\n}\n',
  ],
  [
    'patterns/swallowed-error',
    'package a\n\nimport (\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\terr := os.Remove(s)\n\tif err != nil {\n\t}\n\treturn nil\n}\n',
    'package a\n\nimport (\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\terr := os.Remove(s)\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\n',
  ],
  [
    'patterns/error-by-identity',
    'package a\n\nimport "fmt"\n\nfunc load() error {\n\treturn fmt.Errorf("x: %w", ErrGone)\n}\n\nfunc f() bool {\n\terr := load()\n\treturn err != ErrGone\n}\n',
    'package a\n\nimport "errors"\nimport "fmt"\n\nfunc load() error {\n\treturn fmt.Errorf("x: %w", ErrGone)\n}\n\nfunc f() bool {\n\terr := load()\n\treturn !errors.Is(err, ErrGone)\n}\n',
  ],
  [
    'patterns/use-before-error-check',
    'package a\n\nimport (\n\t"net/http"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tresp, err := http.Get(s)\n\tdefer resp.Body.Close()\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\n',
    'package a\n\nimport (\n\t"net/http"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tresp, err := http.Get(s)\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer resp.Body.Close()\n\treturn nil\n}\n',
  ],
  [
    'patterns/error-then-use',
    'package a\n\nimport (\n\t"log"\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tf, err := os.Open(s)\n\tif err != nil {\n\t\tlog.Print(err)\n\t}\n\tf.Close()\n}\n',
    'package a\n\nimport (\n\t"log"\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tf, err := os.Open(s)\n\tif err != nil {\n\t\tlog.Print(err)\n\t\treturn\n\t}\n\tf.Close()\n}\n',
  ],
  [
    'patterns/float-equality',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(x, y, z float64) {\n\tif x*1.19 == y+z {\n\t\tfmt.Println(x)\n\t}\n}\n',
    'package a\n\nimport (\n\t"math"\n\t"fmt"\n)\n\nfunc f(x, y, z float64) {\n\tif math.Abs(x*1.19-(y+z)) < 1e-9 {\n\t\tfmt.Println(x)\n\t}\n}\n',
  ],
  [
    'patterns/format-mismatch',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfmt.Println("%d items", a)\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfmt.Printf("%d items\\n", a)\n}\n',
  ],
  [
    'patterns/format-mismatch',
    'package a\n\nimport (\n\t"log"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tlog.Println("%d items", a)\n}\n',
    'package a\n\nimport (\n\t"log"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tlog.Printf("%d items", a)\n}\n',
  ],
  [
    'patterns/format-mismatch',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfmt.Printf("%d of %s\\n", s, a)\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfmt.Printf("%s of %d\\n", s, a)\n}\n',
  ],
  [
    'patterns/format-mismatch',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfmt.Printf("%s", s, a)\n}\n',
    null,
  ],
  [
    'patterns/goroutine-leak',
    'package a\n\nimport (\n\t"context"\n)\n\nfunc f(ctx context.Context) {\n\tch := make(chan int)\n\tgo func() { ch <- work() }()\n\tselect {\n\tcase x := <-ch:\n\t\tuse(x)\n\tcase <-ctx.Done():\n\t\treturn\n\t}\n}\n',
    'package a\n\nimport (\n\t"context"\n)\n\nfunc f(ctx context.Context) {\n\tch := make(chan int, 1)\n\tgo func() { ch <- work() }()\n\tselect {\n\tcase x := <-ch:\n\t\tuse(x)\n\tcase <-ctx.Done():\n\t\treturn\n\t}\n}\n',
  ],
  [
    'patterns/shared-loop-variable',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tvar x string\n\tfor i := range xs {\n\t\tx = xs[i]\n\t\tgo func() { fmt.Println(x) }()\n\t}\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tvar x string\n\tfor i := range xs {\n\t\tx = xs[i]\n\t\tx := x\n\t\tgo func() { fmt.Println(x) }()\n\t}\n}\n',
  ],
  [
    'patterns/off-by-one',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfor i := 0; i <= len(xs); i++ {\n\t\tfmt.Println(xs[i])\n\t}\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfor i := 0; i < len(xs); i++ {\n\t\tfmt.Println(xs[i])\n\t}\n}\n',
  ],
  [
    'patterns/off-by-one',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfmt.Println(xs[len(xs)])\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfmt.Println(xs[len(xs)-1])\n}\n',
  ],
  [
    'patterns/changed-while-iterating',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfor i := 0; i < len(xs); i++ {\n\t\tif xs[i] == s {\n\t\t\txs = append(xs[:i], xs[i+1:]...)\n\t\t}\n\t}\n\tfmt.Println(xs)\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfor i := 0; i < len(xs); i++ {\n\t\tif xs[i] == s {\n\t\t\txs = append(xs[:i], xs[i+1:]...)\n\t\t\ti--\n\t\t}\n\t}\n\tfmt.Println(xs)\n}\n',
  ],
  [
    'patterns/changed-while-iterating',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfor i, x := range xs {\n\t\tif x == s {\n\t\t\txs = append(xs[:i], xs[i+1:]...)\n\t\t}\n\t}\n\tfmt.Println(xs)\n}\n',
    null,
  ],
  [
    'patterns/infinite-loop',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfor i := 0; i < a; i-- {\n\t\tfmt.Println(i)\n\t}\n}\n',
    'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfor i := 0; i < a; i++ {\n\t\tfmt.Println(i)\n\t}\n}\n',
  ],
  [
    'patterns/nil-dereference',
    'package a\n\nimport (\n\t"log"\n)\n\nfunc f(p *P) {\n\tif p == nil {\n\t\tlog.Print("none")\n\t}\n\tuse(p.name)\n}\n',
    'package a\n\nimport (\n\t"log"\n)\n\nfunc f(p *P) {\n\tif p == nil {\n\t\tlog.Print("none")\n\t\treturn\n\t}\n\tuse(p.name)\n}\n',
  ],
  [
    'patterns/unchecked-assertion',
    'package a\n\nimport (\n\t"encoding/json"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tvar m map[string]any\n\tif err := json.Unmarshal([]byte(s), &m); err != nil {\n\t\treturn err\n\t}\n\tname := m["name"].(string)\n\treturn use(name)\n}\n',
    'package a\n\nimport (\n\t"fmt"\n\t"encoding/json"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tvar m map[string]any\n\tif err := json.Unmarshal([]byte(s), &m); err != nil {\n\t\treturn err\n\t}\n\tname, ok := m["name"].(string)\n\tif !ok {\n\t\treturn fmt.Errorf("m[name] is no string")\n\t}\n\treturn use(name)\n}\n',
  ],
  [
    'patterns/regex-in-loop',
    'package a\n\nimport (\n\t"regexp"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tfor _, x := range xs {\n\t\tre := regexp.MustCompile(`a+`)\n\t\tuse(re.MatchString(x))\n\t}\n}\n',
    'package a\n\nimport (\n\t"regexp"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tre := regexp.MustCompile(`a+`)\n\tfor _, x := range xs {\n\t\tuse(re.MatchString(x))\n\t}\n}\n',
  ],
  [
    'patterns/not-closed',
    'package a\n\nimport (\n\t"io"\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tx, err := os.Open(s)\n\tif err != nil {\n\t\treturn err\n\t}\n\tdata, err := io.ReadAll(x)\n\tuse(data)\n\treturn err\n}\n',
    'package a\n\nimport (\n\t"io"\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tx, err := os.Open(s)\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer x.Close()\n\tdata, err := io.ReadAll(x)\n\tuse(data)\n\treturn err\n}\n',
  ],
  [
    'patterns/not-closed',
    'package a\n\nimport (\n\t"io"\n\t"net/http"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tx, err := http.Get(s)\n\tif err != nil {\n\t\treturn err\n\t}\n\tdata, err := io.ReadAll(x.Body)\n\tuse(data)\n\treturn err\n}\n',
    'package a\n\nimport (\n\t"io"\n\t"net/http"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tx, err := http.Get(s)\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer x.Body.Close()\n\tdata, err := io.ReadAll(x.Body)\n\tuse(data)\n\treturn err\n}\n',
  ],
  [
    'patterns/ticker-not-stopped',
    'package a\n\nimport (\n\t"time"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tt := time.NewTicker(time.Second)\n\tfor range t.C {\n\t\tif done() {\n\t\t\treturn nil\n\t\t}\n\t}\n\treturn nil\n}\n',
    'package a\n\nimport (\n\t"time"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tt := time.NewTicker(time.Second)\n\tdefer t.Stop()\n\tfor range t.C {\n\t\tif done() {\n\t\t\treturn nil\n\t\t}\n\t}\n\treturn nil\n}\n',
  ],
]

testFixes('go', rows)
testEveryFix(
  'go',
  patternRules
    .filter(({ languages, fix, category }) => languages.includes('go') && fix && category !== 'security')
    .map(({ id }) => `patterns/${id}`),
  rows,
)
