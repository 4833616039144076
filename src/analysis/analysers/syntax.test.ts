// Syntax errors stand where they are; valid modern code has none.
import { readFileSync } from 'node:fs'
import type { Language } from '#contract/language.ts'
import { analyse } from './syntax.ts'
import { type Row, testTable } from './table.ts'

const broken = (code: string, ...lines: number[]): Row => [code, lines.map((line) => `${line} unexpected`)]
const fine = (code: string, path?: string): Row => (path ? [code, [], path] : [code, []])

const tables: Partial<Record<Language, Row[]>> = {
  python: [
    broken('def f(:\n    pass\n', 1),
    broken('if x\n    y()\n', 1),
    broken('x = (1,\ny = 2\n', 2),
    broken('print "hello"\n', 1),
    broken(`print "hello"\n${'x = 1\n'.repeat(9)}raise E, "no"\n${'x = 1\n'.repeat(9)}y = 0xffL\n`, 1),
    broken(`print "hello"\n${'x = 1\n'.repeat(9)}def g(:\n`, 1, 11),
    broken('a = = 1\n\n\n\n\n\n\n\ndef g(\n', 1, 9),
    fine('match p:\n    case {"a": [x, *_], **rest} if x > 1:\n        pass\n    case A(b=1) | None:\n        pass\n'),
    fine('def f[T: int, **P](x: T, /, *, y=1) -> T: ...\ntype A[T] = list[T]\nclass B[T]: ...\n'),
    fine('x = f"{a["b"]!r:>{w}} {f"{c:{d}}"}"\nif (n := 3) > 2: ...\n'),
    fine('async def f():\n    async with a as b, c as d:\n        return [x async for x in y]\n'),
    fine('try:\n    pass\nexcept* (A, B) as e:\n    raise X from e\n'),
    fine('match = 1\ncase = 2\ntype = 3\nprint(match, case, type)\n'),
  ],
  javascript: [
    broken('const x = ;\n', 1),
    broken('function f() {\n  if (a {\n  }\n}\n', 2),
    broken('const a = 1\nconst b: number = 2\n', 2),
    fine('class A { #x = 1; static { this.y = 2 } get z() { return this.#x ?? 1 } static async *g() {} }\n'),
    fine("import d from './d.json' with { type: 'json' }\nconst { a, ...b } = d?.[0] ?? {}\na ||= 1_000n\nawait b\n"),
    fine('const A = () => <div {...p} a={`x`}>{b && <><C.D /></>}</div>\n'),
    fine('#!/usr/bin/env node\nvar x = /[/]v/v, y = a ** b\nlabel: for (;;) break label\n'),
  ],
  typescript: [
    broken('const x: = 1\n', 1),
    broken('interface A {\n  x: number\n', 2),
    fine('const a = { b: 1 } as const satisfies Record<string, number>\nexport type { A } from "./a"\nusing x = f()\n'),
    fine('@dec() class A<const T extends B = C> { @p accessor x!: T; constructor(private readonly y?: number) { } }\n'),
    fine('function f<T,>(x: T): asserts x is NonNullable<T> {}\nconst g = <T,>(x: T) => <div<T>>{x}</div>\n', 'a.tsx'),
    fine('let x = <any>y\nabstract class B { abstract z(): void; declare w: string }\nenum E { A = 1 << 2 }\n'),
    fine(
      'type M = { readonly [K in keyof T as `x`]?: T[K] extends infer U ? U : never }\ndeclare global { var q: 1 }\n',
    ),
  ],
  go: [
    broken('package main\n\nfunc f( {\n}\n', 3),
    broken('package main\n\nfunc f() {\n\tx := \n}\n', 4),
    broken('package main\n\nfunc f() { a b }\n', 3),
    fine('package a\n\nfunc M[T, U any](s []T, f func(T) U) []U { for i := range 10 { _ = i }; return nil }\n'),
    fine(
      'package a\n\ntype N interface{ ~int | ~float64 }\ntype P[K comparable, V any] struct{ k K; v V }\ntype A[T any] = []T\n',
    ),
    fine(
      'package a\n\nfunc f() { switch v := x.(type) { case int, *T: default: }; select { case a := <-c: case c <- 1: } }',
    ),
    fine(
      'package a\n\nvar x = `raw`\nvar _ = P[int, string]{1, "a"}\nfunc g() { for x := range seq { defer h(x) } }\n',
    ),
  ],
  java: [
    broken('class A {\n  void f() {\n    int x = ;\n  }\n}\n', 3),
    broken('class A {\n  void f() {\n    int x = 3\n  }\n}\n', 3),
    broken('class A {\n  void f() {\n', 2),
    fine('record P(int x, int y) { P { if (x < 0) throw new X(); } }\nsealed interface S permits A, B {}\n'),
    fine(
      'class A { String s = """\n  a "b"\n  """; int f(Object o) { return switch (o) { case P(int x, var y) when x > 1 -> 1; case null, default -> { yield 2; } }; } }',
    ),
    fine(
      'class A { A(int x) { check(x); super(x); } void f() { for (var _ : xs) {} if (o instanceof String s && s.isEmpty()) {} } }',
    ),
    fine('import module java.base;\nvoid main() { IO.println("a"); }\n'),
    fine('module a.b { requires transitive c; exports d to e; provides A with B; }\n'),
  ],
}

for (const [language, rows] of Object.entries(tables)) testTable(analyse, language as Language, rows)

testTable(analyse, 'typescript', [[readFileSync(new URL('../analyse.ts', import.meta.url), 'utf8'), []]])
