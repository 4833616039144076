// Patterns for Java that are about bugs and slowness: code they must flag, and the right form beside it.
import { analyse } from './patterns.ts'
import { testTable } from './table.ts'

/** In a method; the first line of the body is line 3. */
const java = (body: string) => `class A {\n  void f(String id, List<String> ids) throws Exception {\n${body}\n  }\n}\n`

testTable(analyse, 'java', [
  [java('String a = g();\nif (a == id) {}\nif (a == null) {}'), ['4 text-identity']],
  [java('Integer a = g();\nInteger b = g();\nif (a == b) {}'), ['5 number-identity']],
  [java('Integer a = g();\nint b = 1;\nif (a == b || a == null) {}'), []],
  [java('double a = x * 1.19;\nif (a == y() * 0.5) {}\nif (a == 0) {}'), ['4 float-equality']],
  [
    'class A {\n  int id;\n  public boolean equals(Object o) { return o instanceof A a && a.id == id; }\n}\n',
    ['3 equals-without-hash'],
  ],
  [
    'class A {\n  public boolean equals(Object o) { return o instanceof A; }\n  public int hashCode() { return 1; }\n}\n',
    [],
  ],
  ['class A {\n  public boolean equals(A o) { return true; }\n}\n', ['2 equals-of-other-type']],
  [java('byte[] a = g();\nif (a.equals(b)) {}\nif (Arrays.equals(a, b)) {}'), ['4 array-equals']],
  [java('BigDecimal sum = g();\nsum.add(one);\nsum = sum.add(one);\nids.add(id);'), ['4 result-ignored']],
  [
    java('if (state != State.OPEN || state != State.DONE) {}\nif (state != State.OPEN && state != State.DONE) {}'),
    ['3 always-true-condition'],
  ],
  [java('if (id.isEmpty()) {\ng(id);\n} else {\ng(id);\n}'), ['3 identical-branches']],
  [java('if (id.isEmpty()) {\ng(id);\n} else {\nh(id);\n}'), []],
  [
    java('if (e instanceof IOException) {\ng();\n} else if (e instanceof FileNotFoundException) {\nh();\n}'),
    ['5 repeated-condition'],
  ],
  [java('if (e instanceof FileNotFoundException) {\ng();\n} else if (e instanceof IOException) {\nh();\n}'), []],
  [java('boolean open = g();\nif (open = true) {}\nif (open == true) {}'), ['4 assignment-in-condition']],
  [
    java('int a = 1, b = 2;\ndouble c = a / b;\ndouble d = (double) a / b;\nint e = a / b;\ng(c, d, e);'),
    ['4 integer-division'],
  ],
  [java('switch (x) {\ncase 1:\na = 1;\ncase 2:\na = 2;\nbreak;\n}'), ['5 switch-fallthrough']],
  [
    java(
      'switch (x) {\ncase 1:\na = 1;\n// falls through\ncase 2:\na = 2;\nbreak;\n}\nswitch (x) {\ncase 1:\ncase 2:\na = 3;\n}',
    ),
    [],
  ],
  [
    java('for (int i = 0; i <= ids.size(); i++) g(ids.get(i));\nfor (int i = 0; i < ids.size(); i++) g(ids.get(i));'),
    ['3 off-by-one'],
  ],
  [java('Map.of("a", 1, "a", 2);\nMap.of("a", 1, "b", 1);\nSet.of(1, 2);'), ['3 duplicate-key']],
  [java('try { save(); } catch (SQLException e) {\n}'), ['3 swallowed-exception']],
  [
    java(
      'try { save(); } catch (SQLException e) {\nlog.warn("x", e);\n}\ntry { in.close(); } catch (IOException e) {}',
    ),
    [],
  ],
  [java('try { g(); } catch (Throwable t) {\nlog.warn("x", t);\n}'), ['3 everything-caught']],
  [
    java(
      'try { g(); } catch (Throwable t) {\nthrow new IllegalStateException(t);\n}\ntry { g(); } catch (Exception t) {\nlog.warn("x", t);\n}',
    ),
    [],
  ],
  [
    java('while (true) {\ntry { Thread.sleep(1); } catch (InterruptedException e) { log.info("x"); }\n}'),
    ['4 interrupt-lost'],
  ],
  [java('while (true) {\ntry { Thread.sleep(1); } catch (InterruptedException e) { return; }\n}'), []],
  [java('new IllegalArgumentException("no");\nthrow new IllegalArgumentException("no");'), ['3 exception-not-thrown']],
  [
    'class A {\n  B b(int x) { if (x > 1) return null; return c; }\n  void f() {\n    B b = b(2);\n    b.go();\n  }\n}\n',
    ['5 null-dereference'],
  ],
  [
    'class A {\n  B b(int x) { if (x > 1) return null; return c; }\n  void f() {\n    B b = b(2);\n    if (b != null) b.go();\n  }\n}\n',
    [],
  ],
  [
    'class A {\n  Map<String, Integer> m;\n  int f(String k) { return m.get(k); } boolean h(String k) { return m.containsKey(k); }\n  int g(String k) { return m.getOrDefault(k, 0); }\n}\n',
    ['3 unboxing-null'],
  ],
  [
    java('String.format("%s of %s", id);\nString.format("%s is 100%%", id);\nString.format("%1$s %1$s", id);'),
    ['3 format-mismatch'],
  ],
  [
    'class A {\n  String name() { return name(); }\n  String other() { return this.parent.other(); }\n}\n',
    ['2 infinite-recursion'],
  ],
  [java('int i = 0;\nwhile (i < 9) {\ng(id);\n}\nwhile (i < 9) {\ni++;\n}'), ['4 infinite-loop']],
  [java('for (int i = 9; i < 5; i--) g(id);\nfor (int i = 9; i > 5; i--) g(id);'), ['3 loop-runs-wrong-way']],
  [java('for (String one : ids) {\nif (g(one)) ids.remove(one);\n}'), ['4 changed-while-iterating']],
  [java('for (String one : ids) {\nif (g(one)) {\nids.remove(one);\nbreak;\n}\n}'), []],
  [
    java('Stream<String> out;\ntry (Stream<String> lines = Files.lines(file)) {\nout = lines.map(String::trim);\n}'),
    ['5 use-after-close'],
  ],
  [
    java(
      'List<String> out;\ntry (Stream<String> lines = Files.lines(file)) {\nout = lines.map(String::trim).toList();\n}',
    ),
    [],
  ],
  ['class A {\n  int size;\n  A(int sise) { this.size = size; }\n}\n', ['3 self-assignment']],
  ['class A {\n  int size;\n  A(int size) { this.size = size; }\n}\n', []],
  [
    'class A {\n  void move(int from, int to) {}\n  void f(int from, int to) {\n    move(to, from);\n  }\n  void g(int from, int to) {\n    move(from, to);\n  }\n}\n',
    ['4 swapped-arguments'],
  ],
  [java('int rest = size * 5;\ng(size);'), ['3 value-never-used']],
  [java('BufferedReader in = Files.newBufferedReader(file);\ng(in.readLine());'), ['3 not-closed']],
  [java('try (BufferedReader in = Files.newBufferedReader(file)) {\ng(in.readLine());\n}'), []],
  [java('lock.lock();\nif (g()) throw new X();\nlock.unlock();'), ['3 lock-not-released']],
  [java('lock.lock();\ntry {\ng();\n} finally {\nlock.unlock();\n}'), []],
  [java('ExecutorService pool = Executors.newFixedThreadPool(4);\npool.submit(task);'), ['3 pool-not-shut-down']],
  [java('ExecutorService pool = Executors.newFixedThreadPool(4);\npool.submit(task);\npool.shutdown();'), []],
  [
    java('Map<String, Integer> m = new HashMap<>();\nfor (String one : ids) {\npool.submit(() -> m.put(one, 1));\n}'),
    ['5 shared-collection'],
  ],
  [
    java(
      'Map<String, Integer> m = new ConcurrentHashMap<>();\nfor (String one : ids) {\npool.submit(() -> m.put(one, 1));\n}',
    ),
    [],
  ],
  [java('pool.submit(() -> {\ng();\ndone.countDown();\n});'), ['5 count-down-missed']],
  [java('pool.submit(() -> {\ntry {\ng();\n} finally {\ndone.countDown();\n}\n});'), []],
  [
    'class A {\n  CompletableFuture<Void> send() { return x; }\n  void f() {\n    send();\n    done();\n  }\n  void g() {\n    send().join();\n  }\n}\n',
    ['4 future-ignored'],
  ],
  [
    'class A {\n  Mono<String> f() {\n    return Mono.just(g().block());\n  }\n  String h() {\n    return g().block();\n  }\n}\n',
    ['3 blocking-in-async'],
  ],
  [java('synchronized (this) {\nThread.sleep(9);\n}\nThread.sleep(9);'), ['4 sleep-with-lock']],
  [
    'class A {\n  String key = "a";\n  Object lock = new Object();\n  void f() {\n    synchronized (key) {}\n    synchronized (lock) {}\n  }\n}\n',
    ['5 lock-on-shared-text'],
  ],
  [java('if (queue.isEmpty()) {\nwait();\n}\nwhile (queue.isEmpty()) {\nwait();\n}'), ['4 wait-without-loop']],
  [
    'class A {\n  static SimpleDateFormat f = new SimpleDateFormat("yyyy");\n  SimpleDateFormat g = new SimpleDateFormat("yyyy");\n}\n',
    ['2 date-format-shared'],
  ],
  [java('String all = "";\nfor (String one : ids) {\nall += one;\n}'), ['5 quadratic-string']],
  [
    java(
      'StringBuilder all = new StringBuilder();\nfor (String one : ids) {\nString s = "";\ns += one;\nall.append(s);\n}',
    ),
    [],
  ],
  [
    java('for (String one : ids) {\nuserRepository.findById(one);\n}\nuserRepository.findById(id);'),
    ['4 query-in-loop'],
  ],
  [java('for (String one : ids) {\nPattern.compile("a").matcher(one);\n}\nPattern.compile("a");'), ['4 regex-in-loop']],
  [
    java('List<String> seen = new ArrayList<>(ids);\nfor (String one : ids) {\nif (seen.contains(one)) g();\n}'),
    ['5 search-in-loop'],
  ],
  [java('Set<String> seen = new HashSet<>(ids);\nfor (String one : ids) {\nif (seen.contains(one)) g();\n}'), []],
  [
    java('Integer n = 0;\nfor (String one : ids) {\nn += 1;\n}\nint m = 0;\nfor (String one : ids) {\nm += 1;\n}'),
    ['3 boxed-counter'],
  ],
  [
    java('Map<String, String> m = g();\nfor (String k : m.keySet()) {\ng(m.get(k));\nh(m.get(k));\n}'),
    ['4 keys-then-get'],
  ],
  [java(`${'if (a(id)) {\n'.repeat(9)}g();\n${'}\n'.repeat(9)}`), ['2 complex-method']],
  [java('File f = new File(id);\nf.renameTo(g);\nboolean ok = f.renameTo(g);'), ['4 failure-ignored']],
  [java('if (!Files.exists(lockFile)) {\nFiles.createFile(lockFile);\n}'), ['3 check-then-act']],
  [java('if (!Files.exists(dir)) {\nFiles.createDirectories(dir);\n}'), []],
])
