// Values followed through Java: what is told, and what must stay unsaid.
import { testTable } from './table.ts'
import { analyse } from './values.ts'

const f = (...lines: string[]) =>
  `class A {\n  Object f(int a, B b, List<B> items) throws Exception {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`

testTable(analyse, 'java', [
  [f('B x = null;', 'if (a > 1) x = b;', 'return x.name();'), ['5 null-dereference']],
  [f('B x = null;', 'if (a > 1) x = b;', 'if (x == null) return 1;', 'return x.name();'), []],
  [f('Map<String, B> m = new HashMap<>();', 'return m.size();'), []],
  [f('return System.getProperty("team.name").trim();'), ['3 null-dereference']],
  [f('return System.getProperty("os.name").trim();'), []],
  [f('if (a < 3 && a > 9) return 1;', 'return 2;'), ['3 always-true-or-false']],
  [f('int n = Math.max(1, a);', 'if (n == 0) return 1;', 'return n;'), ['4 always-true-or-false']],
  [f('System.exit(1);', 'b.run();', 'return 1;'), ['4 unreachable-code']],
  [
    f('InputStream in = new FileInputStream("x");', 'if (a > 1) return 1;', 'in.close();', 'return 2;'),
    ['3 resource-not-closed'],
  ],
  [f('try (InputStream in = new FileInputStream("x")) {', '  return in.read();', '}'), []],
  [f('Scanner in = new Scanner(b);', 'in.close();', 'return in.next();'), ['5 use-after-close']],
  [f('lock.lock();', 'if (a > 1) return 1;', 'lock.unlock();', 'return 2;'), ['3 lock-not-released']],
  [f('lock.lock();', 'try {', '  return items.get(a);', '} finally {', '  lock.unlock();', '}'), []],
  [f('for (int i = 0; i <= items.size(); i++) use(items.get(i));', 'return 1;'), ['3 off-by-one']],
  [f('for (int i = 0; i < items.size(); i++) use(items.get(i));', 'return 1;'), []],
  [f('return items.get(items.size());'), ['3 off-by-one']],
  [f('Long x = b.id();', 'return x.equals("1");'), ['4 unrelated-comparison']],
  [f('String x = b.id();', 'return x.equals("1");'), []],
  [f('try {', '  b.run();', '} catch (Exception e) {', '}', 'return 1;'), ['5 swallowed-exception']],
  [f('try {', '  b.run();', '} catch (Exception e) {', '  log.warn("no", e);', '}', 'return 1;'), []],
  [
    'class A {\n  record P(int first, int last) {}\n  P f(int first, int last) {\n    return new P(last, first);\n  }\n}\n',
    ['4 argument-order'],
  ],
  [
    'class A {\n  record P(int first, int last) {}\n  P f(int first, int last) {\n    return new P(first, last);\n  }\n}\n',
    [],
  ],
  [
    f('String s = b.name();', 'if (s.isEmpty()) return 1;', 'if (s.isEmpty()) {', '  b.run();', '}', 'return 2;'),
    ['5 always-true-or-false', '6 unreachable-code'],
  ],
  [f('if (items.isEmpty()) return 1;', 'b.run();', 'if (items.isEmpty()) {', '  b.run();', '}', 'return 2;'), []],
  [
    'class A {\n  int size() { return 0; }\n  void f() {\n    for (int i = 0; i < this.size(); i++) run(i);\n  }\n}\n',
    [],
  ],
  // Asked once more after the wait for a lock, and whether a sum was too large.
  [
    'class A {\n  B b;\n  void f() {\n    if (b == null) {\n      synchronized (this) {\n        if (b == null) b = make();\n      }\n    }\n  }\n}\n',
    [],
  ],
  [
    f(
      'if (a < 0 || b.n < 0) return 1;',
      'int n = b.n;',
      'if (n < 0) return 2;',
      'if (a + n < 0) return 3;',
      'return 4;',
    ),
    ['5 always-true-or-false'],
  ],
  [f('Object x = null;', 'if (a > 1) x = b;', 'Assert.notNull(x, "none");', 'return x.hashCode();'), []],
  [f('boolean on = false;', 'assert on = true;', 'if (on) return 1;', 'return 2;'), []],
  [f('if (b.getName() != null) return 1;', 'return 2;'), []],
  [f('String s = Objects.toString(b, null);', 'if (s != null) return 1;', 'return 2;'), []],
  [
    f(
      'StringBuilder s = b.isEmpty() ? null : new StringBuilder();',
      'for (Object one : b.entrySet()) s.append(one);',
      'return 2;',
    ),
    [],
  ],
])
