// What the fixes of our rules make of Go: weaknesses.
import { type FixRow, testEveryFix, testFixes } from './fix-table.ts'
import { patternRules } from './patterns.ts'

const rows: FixRow[] = [
  [
    'patterns/tls-unverified',
    'package a\n\nimport (\n\t"crypto/tls"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tuse(&tls.Config{InsecureSkipVerify: true})\n}\n',
    'package a\n\nimport (\n\t"crypto/tls"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tuse(&tls.Config{InsecureSkipVerify: false})\n}\n',
  ],
  [
    'patterns/unescaped-html',
    'package a\n\nimport (\n\t"html/template"\n\t"net/http"\n)\n\nfunc f(w http.ResponseWriter, r *http.Request, t *template.Template) {\n\tt.Execute(w, map[string]any{"q": template.HTML(r.FormValue("q"))})\n}\n',
    'package a\n\nimport (\n\t"html/template"\n\t"net/http"\n)\n\nfunc f(w http.ResponseWriter, r *http.Request, t *template.Template) {\n\tt.Execute(w, map[string]any{"q": r.FormValue("q")})\n}\n',
  ],
  [
    'patterns/weak-hash',
    'package a\n\nimport (\n\t"crypto/md5"\n\t"fmt"\n)\n\nfunc f(token string) string {\n\treturn fmt.Sprint(md5.Sum([]byte(token)))\n}\n',
    'package a\n\nimport (\n\t"crypto/sha256"\n\t"fmt"\n)\n\nfunc f(token string) string {\n\treturn fmt.Sprint(sha256.Sum256([]byte(token)))\n}\n',
  ],
  [
    'patterns/weak-hash',
    'package a\n\nimport (\n\t"crypto/sha1"\n\t"fmt"\n)\n\nfunc f(token string, etag []byte) string {\n\tfmt.Println(sha1.Sum(etag))\n\treturn fmt.Sprint(sha1.Sum([]byte(token)))\n}\n',
    'package a\n\nimport (\n\t"crypto/sha1"\n\t"crypto/sha256"\n\t"fmt"\n)\n\nfunc f(token string, etag []byte) string {\n\tfmt.Println(sha1.Sum(etag))\n\treturn fmt.Sprint(sha256.Sum256([]byte(token)))\n}\n',
  ],
  [
    'patterns/weak-hash',
    'package a\n\nimport (\n\t"crypto/md5"\n\t"fmt"\n)\n\nfunc f(password string) string {\n\treturn fmt.Sprint(md5.Sum([]byte(password)))\n}\n',
    null,
  ],
  [
    'patterns/weak-tls',
    'package a\n\nimport (\n\t"crypto/tls"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tuse(&tls.Config{MinVersion: tls.VersionTLS10})\n}\n',
    'package a\n\nimport (\n\t"crypto/tls"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tuse(&tls.Config{MinVersion: tls.VersionTLS12})\n}\n',
  ],
  [
    'patterns/short-key',
    'package a\n\nimport (\n\t"crypto/rand"\n\t"crypto/rsa"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tk, err := rsa.GenerateKey(rand.Reader, 1024)\n\tuse(k)\n\treturn err\n}\n',
    'package a\n\nimport (\n\t"crypto/rand"\n\t"crypto/rsa"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tk, err := rsa.GenerateKey(rand.Reader, 3072)\n\tuse(k)\n\treturn err\n}\n',
  ],
  [
    'patterns/short-key',
    'package a\n\nimport (\n\t"golang.org/x/crypto/bcrypt"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\th, err := bcrypt.GenerateFromPassword(p, 4)\n\tuse(h)\n\treturn err\n}\n',
    'package a\n\nimport (\n\t"golang.org/x/crypto/bcrypt"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\th, err := bcrypt.GenerateFromPassword(p, bcrypt.DefaultCost)\n\tuse(h)\n\treturn err\n}\n',
  ],
  [
    'patterns/xml-entities-on',
    'package a\n\nimport (\n\t"github.com/lestrrat-go/libxml2/parser"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tuse(parser.New(parser.XMLParseNoEnt | parser.XMLParseHuge))\n}\n',
    'package a\n\nimport (\n\t"github.com/lestrrat-go/libxml2/parser"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tuse(parser.New(parser.XMLParseHuge))\n}\n',
  ],
  [
    'patterns/zip-slip',
    'package a\n\nimport (\n\t"archive/zip"\n\t"os"\n\t"path/filepath"\n)\n\nfunc f(r *zip.ReadCloser, s string) error {\n\tfor _, f := range r.File {\n\t\tto := filepath.Join(s, f.Name)\n\t\tif _, err := os.Create(to); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn nil\n}\n',
    'package a\n\nimport (\n\t"archive/zip"\n\t"fmt"\n\t"os"\n\t"path/filepath"\n)\n\nfunc f(r *zip.ReadCloser, s string) error {\n\tfor _, f := range r.File {\n\t\tif !filepath.IsLocal(f.Name) {\n\t\t\treturn fmt.Errorf("the archive\'s entry %q leaves its folder", f.Name)\n\t\t}\n\t\tto := filepath.Join(s, f.Name)\n\t\tif _, err := os.Create(to); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn nil\n}\n',
  ],
  [
    'patterns/predictable-temporary-file',
    'package a\n\nimport (\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tf, err := os.Create("/tmp/report.csv")\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn f.Close()\n}\n',
    'package a\n\nimport (\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tf, err := os.CreateTemp("/tmp", "report-*.csv")\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn f.Close()\n}\n',
  ],
  [
    'patterns/world-writable',
    'package a\n\nimport (\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\treturn os.Chmod(s, 0o777)\n}\n',
    'package a\n\nimport (\n\t"os"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\treturn os.Chmod(s, 0o755)\n}\n',
  ],
  [
    'patterns/world-writable',
    'package a\n\nimport (\n\t"syscall"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tsyscall.Umask(0)\n}\n',
    'package a\n\nimport (\n\t"syscall"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tsyscall.Umask(0o022)\n}\n',
  ],
  [
    'patterns/predictable-secret',
    'package a\n\nimport (\n\t"math/rand"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tnonce, err := rand.Read(b)\n\tuse(nonce)\n\treturn err\n}\n',
    'package a\n\nimport (\n\t"crypto/rand"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tnonce, err := rand.Read(b)\n\tuse(nonce)\n\treturn err\n}\n',
  ],
  [
    'patterns/predictable-secret',
    'package a\n\nimport (\n\t"math/rand"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\ttoken := rand.Int63()\n\tuse(token)\n}\n',
    null,
  ],
  [
    'patterns/timing-unsafe-compare',
    'package a\n\nimport (\n\t"net/http"\n)\n\nfunc f(signature, expected string, r *http.Request) bool {\n\treturn signature != expected\n}\n',
    'package a\n\nimport (\n\t"crypto/hmac"\n\t"net/http"\n)\n\nfunc f(signature, expected string, r *http.Request) bool {\n\treturn !hmac.Equal([]byte(signature), []byte(expected))\n}\n',
  ],
  [
    'patterns/jwt-unverified',
    'package a\n\nimport (\n\t"github.com/golang-jwt/jwt/v5"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\ttok, _ := jwt.Parse(s, key)\n\treturn use(tok)\n}\n',
    'package a\n\nimport (\n\t"github.com/golang-jwt/jwt/v5"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\ttok, err := jwt.Parse(s, key)\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn use(tok)\n}\n',
  ],
  [
    'patterns/jwt-unverified',
    'package a\n\nimport (\n\t"github.com/golang-jwt/jwt/v5"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tp.ParseUnverified(s, claims)\n}\n',
    null,
  ],
  [
    'patterns/cookie-flags',
    'package a\n\nimport (\n\t"net/http"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\thttp.SetCookie(w, &http.Cookie{Name: "session", Value: s, Secure: false})\n}\n',
    'package a\n\nimport (\n\t"net/http"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\thttp.SetCookie(w, &http.Cookie{Name: "session", Value: s, Secure: true, HttpOnly: true})\n}\n',
  ],
  [
    'patterns/cookie-flags',
    'package a\n\nimport (\n\t"net/http"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tc := http.Cookie{\n\t\tName:  "session",\n\t\tValue: s,\n\t}\n\thttp.SetCookie(w, &c)\n}\n',
    'package a\n\nimport (\n\t"net/http"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tc := http.Cookie{\n\t\tName:  "session",\n\t\tValue: s,\n\t\tSecure: true,\n\t\tHttpOnly: true,\n\t}\n\thttp.SetCookie(w, &c)\n}\n',
  ],
  [
    'patterns/cookie-flags',
    'package a\n\nimport (\n\t"github.com/gin-gonic/gin"\n)\n\nfunc f(c *gin.Context, s string) {\n\tc.SetCookie("session", s, 60, "/", "", false, true)\n}\n',
    'package a\n\nimport (\n\t"github.com/gin-gonic/gin"\n)\n\nfunc f(c *gin.Context, s string) {\n\tc.SetCookie("session", s, 60, "/", "", true, true)\n}\n',
  ],
  [
    'patterns/debug-mode-on',
    'package a\n\nimport (\n\t"github.com/gin-gonic/gin"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tgin.SetMode(gin.DebugMode)\n}\n',
    'package a\n\nimport (\n\t"github.com/gin-gonic/gin"\n)\n\nfunc f(s string, a, b int, xs []string) {\n\tgin.SetMode(gin.ReleaseMode)\n}\n',
  ],
  [
    'patterns/insecure-url',
    'package a\n\nimport (\n\t"net/http"\n\t"net/url"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tresp, err := http.PostForm("http://api.example.com/login", url.Values{"password": {s}})\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn resp.Body.Close()\n}\n',
    'package a\n\nimport (\n\t"net/http"\n\t"net/url"\n)\n\nfunc f(s string, a, b int, xs []string) error {\n\tresp, err := http.PostForm("https://api.example.com/login", url.Values{"password": {s}})\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn resp.Body.Close()\n}\n',
  ],
  [
    'patterns/world-writable',
    'package a\r\n\r\nimport (\r\n\t"os"\r\n)\r\n\r\nfunc f(s string, a, b int, xs []string) {\r\n\t_ = "😀"; os.Chmod(s, 0o777)\r\n}\r\n',
    'package a\r\n\r\nimport (\r\n\t"os"\r\n)\r\n\r\nfunc f(s string, a, b int, xs []string) {\r\n\t_ = "😀"; os.Chmod(s, 0o755)\r\n}\r\n',
  ],
]

testFixes('go', rows)
testEveryFix(
  'go',
  patternRules
    .filter(({ languages, fix, category }) => languages.includes('go') && fix && category === 'security')
    .map(({ id }) => `patterns/${id}`),
  rows,
)
