// Patterns for Go: code they must and must not flag, safe forms included.
import { analyse } from './patterns.ts'
import { testTable } from './table.ts'

const file = (imports: string, body: string) =>
  `package a\n\nimport (${imports})\n\nfunc f(a, b int, s string, m map[string]int) {\n${body}\n}\n`
const go = (body: string) => file('"os"; "fmt"; "net/http"', body)

testTable(analyse, 'go', [
  [file('"crypto/md5"', 'h := md5.Sum([]byte(password))\n_ = h'), ['6 weak-hash']],
  [file('"crypto/md5"', 'etag := md5.Sum(body)\n_ = etag'), []],
  [file('"crypto/des"', 'c, err := des.NewCipher(key)\nuse(c, err)'), ['6 weak-cipher']],
  [
    file('"crypto/cipher"', 'iv := []byte("0123456789abcdef")\nx := cipher.NewCBCEncrypter(block, iv)\nuse(x)'),
    ['6 static-iv'],
  ],
  [
    file('"crypto/cipher"', 'iv := make([]byte, 16)\nrand.Read(iv)\nx := cipher.NewCBCEncrypter(block, iv)\nuse(x)'),
    [],
  ],
  [file('"crypto/aes"', 'c, err := aes.NewCipher([]byte("0123456789abcdef"))\nuse(c, err)'), ['6 hard-coded-key']],
  [file('"math/rand"', 'token := rand.Int63()\nuse(token)'), ['6 predictable-secret']],
  [file('"math/rand"', 'jitter := rand.Intn(10)\nuse(jitter)'), []],
  [file('"crypto/rand"', 'token := rand.Int63()\nuse(token)'), []],
  [file('"crypto/hmac"', 'if signature == expected {\nuse()\n}'), ['6 timing-unsafe-compare']],
  [file('"crypto/hmac"', 'if signature == "" || hmac.Equal(x, y) {\nuse()\n}'), []],
  [file('"golang.org/x/crypto/ssh"', 'c.HostKeyCallback = ssh.InsecureIgnoreHostKey()'), ['6 ssh-host-unverified']],
  [file('"github.com/golang-jwt/jwt/v5"', 'p.ParseUnverified(raw, claims)'), ['6 jwt-unverified']],
  [go('http.SetCookie(w, &http.Cookie{Name: "session", Value: id})'), ['6 cookie-flags']],
  [
    go(
      'http.SetCookie(w, &http.Cookie{Name: "session", Value: id, Secure: true, HttpOnly: true})\nhttp.SetCookie(w, &http.Cookie{Name: "theme", Value: t})',
    ),
    [],
  ],
  [go('os.Create("/tmp/report.csv")\nos.CreateTemp("", "x")'), ['6 predictable-temporary-file']],
  [go('os.Chmod(s, 0o777)\nos.Chmod(s, 0o640)\nos.MkdirAll(s, 0o755)'), ['6 world-writable']],
  [go('log.Printf("login %s %s", user, password)\nlog.Printf("password of %s", user)'), ['6 secret-in-log']],
  [go('if err != nil {\n}'), ['6 swallowed-error']],
  [go('if err != nil {\n// it may be gone already\n}'), []],
  [
    file('"encoding/json"', 'json.Unmarshal(x, &y)\nif err := json.Unmarshal(x, &y); err != nil {\nreturn\n}'),
    ['6 unchecked-error'],
  ],
  [file('"strings"', 'strings.TrimSpace(s)\ns = strings.TrimSpace(s)'), ['6 unused-result']],
  [go('resp, err := http.Get(s)\ndefer resp.Body.Close()\nif err != nil {\nreturn\n}'), ['7 use-before-error-check']],
  [go('for i := 0; i <= len(xs); i++ {\nuse(xs[i])\n}'), ['6 off-by-one']],
  [go('for i := 0; i < len(xs); i++ {\nuse(xs[i])\n}\nfor i := 0; i <= len(xs); i++ {\nuse(xs[:i])\n}'), []],
  [go('if a != 1 || a != 2 {\nuse()\n}'), ['6 always-true-condition']],
  [go('if a != 1 && a != 2 || a != b || b != a {\nuse()\n}'), []],
  [go('if a > 10 && a < 5 {\nuse()\n}'), ['6 always-true-condition']],
  [go('if a == 1 {\nuse(1)\n} else if a == 1 {\nuse(2)\n}'), ['8 identical-branches']],
  [go('if next() == 1 {\nuse(1)\n} else if next() == 1 {\nuse(2)\n}'), []],
  [go('return\nuse()'), ['7 unreachable-code']],
  [go('panic("x")\nreturn'), []],
  [go('for i, x := range xs {\nif x == a {\nxs = append(xs[:i], xs[i+1:]...)\n}\n}'), ['8 changed-while-iterating']],
  [go('for i, x := range xs {\nif x == a {\nxs = append(xs[:i], xs[i+1:]...)\nbreak\n}\n}'), []],
  [go('x := float64(a / b)\ny := float64(a) / float64(b)\nuse(x, y)'), ['6 integer-division']],
  [file('"math"', 'if x == math.NaN() {\nuse()\n}\nif math.IsNaN(x) {\nuse()\n}'), ['6 compared-with-nan']],
  [go('var n map[string]int\nn["a"]++'), ['7 nil-map-write']],
  [go('var n map[string]int\nif a > b {\nn = map[string]int{}\n}\nn["a"]++'), []],
  [
    'package a\n\nfunc (t *T) Path() string {\nif t.up == nil {\nreturn ""\n}\nreturn t.Path() + "/"\n}\n',
    ['7 infinite-recursion'],
  ],
  ['package a\n\nfunc (t *T) Path() string {\nif t.up == nil {\nreturn ""\n}\nreturn t.up.Path() + "/"\n}\n', []],
  [go('i := 0\nfor i < len(xs) {\nuse(xs[i])\n}'), ['7 infinite-loop']],
  [go('i := 0\nfor i < len(xs) {\nuse(xs[i])\ni++\n}'), []],
  ['package a\n\ntype T struct {\nA string `json:"a"`\nB string `json:"a"`\n}\n', ['5 duplicate-tag']],
  [
    'package a\n\nfunc move(from, to int) {}\n\nfunc g(from, to int) {\nmove(to, from)\nmove(from, to)\n}\n',
    ['6 swapped-arguments'],
  ],
  [go('var last error\nfor range xs {\nlast := use()\nlog(last)\n}\nreturn last'), ['8 shadowed-variable']],
  [go('var last error\nfor range xs {\nlast = use()\n}\nreturn last'), []],
  [
    go('fmt.Printf("%d of %s", a, b)\nfmt.Printf("%d of %d", a, b)\nfmt.Printf("%s", s, s)'),
    ['6 format-mismatch', '8 format-mismatch'],
  ],
  [go('fmt.Println("%d items", a)\nfmt.Println("100%")'), ['6 format-mismatch']],
  [go('if x*1.19 == y {\nuse()\n}\nif x == 0.5 {\nuse()\n}'), ['6 float-equality']],
  [go('mu.Lock()\nif a > b {\nreturn\n}\nmu.Unlock()'), ['8 lock-not-released']],
  [go('mu.Lock()\ndefer mu.Unlock()\nif a > b {\nreturn\n}'), []],
  [go('mu.Lock()\nif a > b {\nmu.Unlock()\nreturn\n}\nmu.Unlock()'), []],
  ['package a\n\ntype T struct {\nmu sync.Mutex\n}\n\nfunc (t T) F() {}\nfunc (t *T) G() {}\n', ['7 lock-copied']],
  [
    go(
      'ch := make(chan int)\ngo func() { ch <- work() }()\nselect {\ncase x := <-ch:\nuse(x)\ncase <-ctx.Done():\nreturn\n}',
    ),
    ['7 goroutine-leak'],
  ],
  [
    go(
      'ch := make(chan int, 1)\ngo func() { ch <- work() }()\nselect {\ncase x := <-ch:\nuse(x)\ncase <-ctx.Done():\nreturn\n}',
    ),
    [],
  ],
  [go('total := 0\nfor range xs {\ngo func() {\ntotal++\n}()\n}'), ['9 race-in-goroutine']],
  [go('total := 0\nfor range xs {\ngo func() {\nmu.Lock()\ntotal++\nmu.Unlock()\n}()\n}'), []],
  [go('var x string\nfor i := range xs {\nx = xs[i]\ngo func() { use(x) }()\n}'), ['9 shared-loop-variable']],
  [go('for i := range xs {\nx := xs[i]\ngo func() { use(x) }()\n}'), []],
  [go('close(ch)\nch <- 1'), ['7 use-after-close']],
  [go('ch <- 1\nclose(ch)'), []],
  [file('"context"', 'ctx, _ := context.WithTimeout(parent, d)\nuse(ctx)'), ['6 context-leak']],
  [
    go('x, err := os.Open(s)\nif err != nil {\nreturn\n}\ndata, err := io.ReadAll(x)\nuse(data, err)'),
    ['6 not-closed'],
  ],
  [go('x, err := os.Open(s)\nif err != nil {\nreturn\n}\ndefer x.Close()\nuse(x)'), []],
  [go('x, err := os.Open(s)\nif err != nil {\nreturn nil, err\n}\nreturn x, nil'), []],
  [go('if p == nil {\nlog.Print("none")\n}\nuse(p.name)'), ['9 nil-dereference']],
  [go('if p == nil {\nlog.Print("none")\nreturn\n}\nuse(p.name)'), []],
  [
    go('if _, err := os.Stat(s); err == nil {\nreturn\n}\nos.WriteFile(s, x, 0o600)'),
    ['6 check-then-act', '9 unchecked-error'],
  ],
  [go('text := ""\nfor _, x := range xs {\ntext += x + ","\n}'), ['8 quadratic-string']],
  [
    go('for _, x := range xs {\nrow := s.db.QueryRow("SELECT a FROM b WHERE c = $1", x)\nuse(row)\n}'),
    ['7 query-in-loop'],
  ],
  [file('"regexp"', 'for _, x := range xs {\nre := regexp.MustCompile(`a+`)\nuse(re, x)\n}'), ['7 regex-in-loop']],
])
