// Values followed through Go: what is told, and what must stay unsaid.
import { expect, test } from 'playwright/test'
import { hitsOf } from '../hit.ts'
import { testTable } from './table.ts'
import { analyse } from './values.ts'

const f = (...lines: string[]) =>
  `package p\nfunc f(a int, b *T, items []int) error {\n${lines.map((line) => `\t${line}\n`).join('')}\treturn nil\n}\n`

testTable(analyse, 'go', [
  ['package p\nfunc (*T) len() int {\n\treturn 0\n}\nfunc (*T) f(b []byte) bool {\n\treturn len(b) != 0\n}\n', []],
  [f('n := len(items)', 'if n < 3 {', '\treturn nil', '}', 'if n == 3 {', '\treturn nil', '}', 'use(items[3])'), []],
  [f('n := len(items)', 'if n < 3 {', '\treturn nil', '}', 'use(items[3])'), ['4 off-by-one']],
  [f('b.n, _ = strconv.Atoi(b.text)'), ['3 unchecked-error']],
  [f('// errors are ignored, there are none', 'b.n, _ = strconv.Atoi(b.text)', 'b.m, _ = strconv.Atoi(b.more)'), []],
  [f('var x *T', 'if a > 1 {', '\tx = b', '}', 'use(x.n)'), ['7 null-dereference']],
  [f('var x *T', 'if a > 1 {', '\tx = b', '} else {', '\tx = &T{}', '}', 'use(x.n)'), []],
  [f('var x *T', 'fill(&x)', 'use(x.n)'), []],
  [f('if b == nil {', '\tlog.Print("none")', '}', 'use(b.n)'), ['6 null-dereference']],
  [f('if b == nil {', '\tpanic("none")', '}', 'use(b.n)'), []],
  [
    'package p\nfunc f(m map[string]*T) int {\n\te, ok := m["a"]\n\tif !ok {\n\t\treturn e.n\n\t}\n\treturn e.n\n}\n',
    ['5 null-dereference'],
  ],
  [
    'package p\nfunc f(n uint) bool {\n\tif n < 0 {\n\t\treturn true\n\t}\n\treturn false\n}\n',
    ['3 always-true-or-false'],
  ],
  [f('if a > 3 {', '\treturn nil', '}', 'if a > 9 {', '\tuse(a)', '}'), ['6 always-true-or-false']],
  [f('const debug = false', 'if debug {', '\tuse(a)', '}'), []],
  [f('for {', '\tuse(a)', '}'), ['6 unreachable-code']],
  [f('os.Exit(1)'), []],
  [
    f('h, err := os.Open("x")', 'if err != nil {', '\treturn err', '}', 'if a > 1 {', '\treturn nil', '}', 'h.Close()'),
    ['3 resource-not-closed'],
  ],
  [f('h, err := os.Open("x")', 'if err != nil {', '\treturn err', '}', 'defer h.Close()', 'use(a)'), []],
  [f('mu.Lock()', 'if a > 1 {', '\treturn nil', '}', 'mu.Unlock()'), ['3 lock-not-released']],
  [f('mu.Lock()', 'defer mu.Unlock()', 'if a > 1 {', '\treturn nil', '}'), []],
  [f('x, err := g(a)', 'y, err := g(x)', 'use(y)', 'return err'), ['3 unchecked-error', '7 unreachable-code']],
  [f('x, err := g(a)', 'if err != nil {', '\treturn err', '}', 'use(x)'), []],
  ['package p\nfunc g() error { return nil }\nfunc f() {\n\tg()\n}\n', ['4 unchecked-error']],
  [f('for i := 0; i <= len(items); i++ {', '\tuse(items[i])', '}'), ['3 off-by-one']],
  [f('for i := range items {', '\tuse(items[i])', '}'), []],
  [
    f(
      'resp, err := http.Get("x")',
      'if err != nil {',
      '\treturn err',
      '}',
      'resp.Body.Close()',
      'io.ReadAll(resp.Body)',
    ),
    ['8 use-after-close'],
  ],
  [f('if err := g(a); err != nil {', '\treturn nil', '}'), ['3 swallowed-exception']],
  [f('if err := g(a); err != nil {', '\treturn err', '}'), []],
  ['package p\nfunc put(key, value int) {}\nfunc f(key, value int) {\n\tput(value, key)\n}\n', ['4 argument-order']],
  [f('if errors.Is(io.EOF, err) {', '\treturn nil', '}'), ['3 argument-order']],
  [f('if errors.Is(err, io.EOF) {', '\treturn nil', '}'), []],
  [
    f('var m map[string]any', 'json.Unmarshal(b, &m)', 'if m["count"] == 1 {', '\ta++', '}'),
    ['5 unrelated-comparison'],
  ],
  [
    'package p\nfunc f(all []int32, x int) bool {\n\tfor _, one := range all {\n\t\tvar y any = one\n\t\tif y == x {\n\t\t\treturn true\n\t\t}\n\t}\n\treturn false\n}\n',
    ['5 unrelated-comparison'],
  ],
  [
    'package p\nfunc f(all []int, x int) bool {\n\tfor _, one := range all {\n\t\tvar y any = one\n\t\tif y == x {\n\t\t\treturn true\n\t\t}\n\t}\n\treturn false\n}\n',
    [],
  ],
  [f('if len(items) >= 1 {', '\treturn items[1]', '}'), ['3 off-by-one']],
  [f('if len(items) >= 2 {', '\treturn items[1]', '}'), []],
  [f('if len(items) >= 1 {', '\tif len(items) == 2 {', '\t\treturn items[1]', '\t}', '}'), []],
  [f('for i := 0; i < len(items); i += 2 {', '\ta += items[i+1]', '}'), []],
  [
    'package p\nfunc f() *T {\n\tvar x *T\n\tg(func() { h(&x) })\n\tif x == nil {\n\t\treturn nil\n\t}\n\treturn x\n}\n',
    [],
  ],
  ['package p\nfunc f(a int) int {\n\tif a > 1 {\n\t\treturn 1\n\t}\n\tlog.Fatalf("no")\n\tpanic("never")\n}\n', []],
  // A deferred release counts however often it is taken.
  [
    'package p\nfunc (s *one) f() int {\n\ts.mu.Lock()\n\tdefer s.mu.Unlock()\n\ts.mu.Unlock()\n\twait()\n\ts.mu.Lock()\n\treturn 1\n}\n',
    [],
  ],
  [
    'package p\nfunc f(all []int) int {\n\tvar last *one\n\tfor i, n := range all {\n\t\tif i == 0 || n > last.n {\n\t\t\tlast = &one{n}\n\t\t}\n\t}\n\treturn 1\n}\n',
    [],
  ],
  // Whoever is given the method is to call it.
  ['package p\nfunc (s *file) lock() func() {\n\ts.mu.Lock()\n\treturn s.mu.Unlock\n}\n', []],
  ['package p\nfunc f(c *one) int {\n\tif c == nil {\n\t\tthrow("none")\n\t}\n\treturn c.n\n}\n', []],
  // One that hides another is another.
  [
    'package p\nfunc f(all []run, a string) bool {\n\tis := true\n\tfor _, r := range all {\n\t\tif _, ok := r.one[a]; ok {\n\t\t\tif _, ok := r.two[a]; !ok {\n\t\t\t\tis = false\n\t\t\t}\n\t\t}\n\t}\n\tif is {\n\t\treturn g()\n\t}\n\treturn h()\n}\n',
    [],
  ],
])

test('of one function whose errors nobody takes the first call is shown', async () => {
  const content = `package p\nfunc g() error { return nil }\nfunc f() {\n${'\tg()\n'.repeat(5)}}\n`
  const hits = hitsOf(await analyse({ path: 'a.go', content, language: 'go' }))
  expect(hits.map(({ range, heldBack }) => [range.startLine, heldBack !== undefined])).toEqual([
    [4, false],
    ...[5, 6, 7, 8].map((line) => [line, true]),
  ])
})
