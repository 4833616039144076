// Fixes for Java: before and after, each one tried; and forms for which none is right.
import { type FixRow, testFixes } from './fix-table.ts'

/** In a method that may throw; `null` stays what it is. */
const java = (body: string, head = '') =>
  `${head}class A {\n  void f(String id, List<String> ids) throws Exception {\n${body}\n  }\n}\n`
const row = (rule: string, before: string, after: string | null, head?: string): FixRow => [
  `patterns/${rule}`,
  java(before, head),
  after === null ? null : java(after, head),
]

testFixes('java', [
  row('string-identity', 'if (id == "a") {}', 'if ("a".equals(id)) {}'),
  row('string-identity', 'if ("é😀" != id) {}', 'if (!"é😀".equals(id)) {}'),
  row('thread-run', 'new Thread(() -> g()).run();', 'new Thread(() -> g()).start();'),
  row('big-decimal-from-double', 'g(new BigDecimal(0.1));', 'g(new BigDecimal("0.1"));'),
  row('weak-hash', 'g(MessageDigest.getInstance("MD5"));', 'g(MessageDigest.getInstance("SHA-256"));'),
  row(
    'short-key',
    'KeyPairGenerator g = KeyPairGenerator.getInstance("RSA");\ng.initialize(1024);',
    'KeyPairGenerator g = KeyPairGenerator.getInstance("RSA");\ng.initialize(3072);',
  ),
  row('old-tls', 'g(SSLContext.getInstance("SSLv3"));', 'g(SSLContext.getInstance("TLS"));'),
  row('seeded-secure-random', 'g(new SecureRandom(7));', 'g(new SecureRandom());'),
  row(
    'timing-unsafe-compare',
    'byte[] a = mac.doFinal(b);\nif (Arrays.equals(a, c)) {}',
    'byte[] a = mac.doFinal(b);\nif (java.security.MessageDigest.isEqual(a, c)) {}',
  ),
  row(
    'world-writable',
    'g(PosixFilePermissions.fromString("rwxrwxrwx"));',
    'g(PosixFilePermissions.fromString("rwxrwxr-x"));',
  ),
  row('world-writable', 'file.setWritable(true, false);', 'file.setWritable(true, true);'),
  row(
    'xml-entities-on',
    '    DocumentBuilderFactory a = DocumentBuilderFactory.newInstance();\n    a.newDocumentBuilder().parse(in);',
    '    DocumentBuilderFactory a = DocumentBuilderFactory.newInstance();\n    a.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);\n    a.newDocumentBuilder().parse(in);',
  ),
  row(
    'cookie-flags',
    '    Cookie a = new Cookie("session", id);\n    response.addCookie(a);',
    '    Cookie a = new Cookie("session", id);\n    a.setSecure(true);\n    a.setHttpOnly(true);\n    response.addCookie(a);',
  ),
  ['patterns/debug-mode-on', '@EnableWebSecurity(debug = true)\nclass A {}\n', '@EnableWebSecurity\nclass A {}\n'],
  row('insecure-url', 'g(URI.create("http://api.acme.com/a"));', 'g(URI.create("https://api.acme.com/a"));'),
  row(
    'session-in-url',
    'c.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.URL));',
    'c.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));',
  ),
  row(
    'plain-password-encoder',
    'g(NoOpPasswordEncoder.getInstance());',
    'g(new org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder());',
  ),
  [
    'patterns/future-ignored',
    'class A {\n  CompletableFuture<String> load() { return c; }\n  void f() {\n    load();\n    g();\n  }\n}\n',
    'class A {\n  CompletableFuture<String> load() { return c; }\n  void f() {\n    load().join();\n    g();\n  }\n}\n',
  ],
  row(
    'wait-without-loop',
    'synchronized (lock) {\nif (!ready) {\nlock.wait();\n}\n}',
    'synchronized (lock) {\nwhile (!ready) {\nlock.wait();\n}\n}',
  ),
  row('text-identity', 'String a = g();\nif (a != id) {}', 'String a = g();\nif (!java.util.Objects.equals(a, id)) {}'),
  row(
    'number-identity',
    'Integer a = g();\nInteger b = g();\nif (a == b) {}',
    'Integer a = g();\nInteger b = g();\nif (java.util.Objects.equals(a, b)) {}',
  ),
  row(
    'float-equality',
    'double a = x * 1.19;\nif (a == y() * 0.5) {}',
    'double a = x * 1.19;\nif (Math.abs((a) - (y() * 0.5)) < 1e-9) {}',
  ),
  row('array-equals', 'byte[] a = g();\nif (a.equals(b)) {}', 'byte[] a = g();\nif (java.util.Arrays.equals(a, b)) {}'),
  row('result-ignored', 'id.trim();\ng(id);', 'id = id.trim();\ng(id);'),
  row('result-ignored', 'final String a = g();\na.trim();\ng(a);', null),
  row(
    'everything-caught',
    'try { g(); } catch (Throwable t) {\nlog.warn("x", t);\n}',
    'try { g(); } catch (Exception t) {\nlog.warn("x", t);\n}',
  ),
  row(
    'exception-not-thrown',
    'if (id.isEmpty()) {\nnew IllegalStateException("a");\n}',
    'if (id.isEmpty()) {\nthrow new IllegalStateException("a");\n}',
  ),
  [
    'patterns/unboxing-null',
    'class A {\n  Map<String, Integer> a;\n  int f(String b) {\n    return a.get(b);\n  }\n  boolean g(String b) { return a.containsKey(b); }\n}\n',
    'class A {\n  Map<String, Integer> a;\n  int f(String b) {\n    return a.getOrDefault(b, 0);\n  }\n  boolean g(String b) { return a.containsKey(b); }\n}\n',
  ],
  row('always-true-condition', 'if (a != A.OPEN || a != A.DONE) {}', 'if (a != A.OPEN && a != A.DONE) {}'),
  row('always-true-condition', 'if (a != A.OPEN || a != A.DONE || b) {}', null),
  row('assignment-in-condition', 'boolean a = g();\nif (a = true) {}', 'boolean a = g();\nif (a) {}'),
  row(
    'switch-fallthrough',
    'switch (x) {\ncase 1:\na = 1;\ncase 2:\na = 2;\nbreak;\n}',
    'switch (x) {\ncase 1:\na = 1;\nbreak;\ncase 2:\na = 2;\nbreak;\n}',
  ),
  row(
    'integer-division',
    'int a = 1, b = 2;\ndouble c = a / b;\ng(c);',
    'int a = 1, b = 2;\ndouble c = (double) a / b;\ng(c);',
  ),
  row(
    'off-by-one',
    'for (int i = 0; i <= ids.size(); i++) g(ids.get(i));',
    'for (int i = 0; i < ids.size(); i++) g(ids.get(i));',
  ),
  row(
    'boxed-counter',
    'Integer n = 0;\nfor (String a : ids) n += a.length();\ng(n);',
    'int n = 0;\nfor (String a : ids) n += a.length();\ng(n);',
  ),
  row('boxed-counter', 'Integer n = 0;\nfor (String a : ids) n += a.length();\ng(n.toString());', null),
])

testFixes('java', [
  row(
    'guessable-secret',
    'Random a = new Random();\nString token = "" + a.nextLong();\ng(token);',
    'Random a = new java.security.SecureRandom();\nString token = "" + a.nextLong();\ng(token);',
  ),
  row(
    'guessable-secret',
    'double token = Math.random();\ng(token);',
    'double token = new java.security.SecureRandom().nextDouble();\ng(token);',
  ),
  row('guessable-secret', 'String token = RandomStringUtils.random(9);\ng(token);', null),
  row(
    'host-name-unchecked',
    'g(NoopHostnameVerifier.INSTANCE);',
    'g(new org.apache.http.conn.ssl.DefaultHostnameVerifier());',
    'import org.apache.http.conn.ssl.NoopHostnameVerifier;\n',
  ),
  row('host-name-unchecked', 'g(NoopHostnameVerifier.INSTANCE);', null),
  row('csrf-off', 'http.csrf(a -> a.disable()).formLogin();', 'http.formLogin();'),
  row('csrf-off', 'http.csrf().disable().formLogin();', null),
  row('stack-trace-shown', 'e.printStackTrace(response.getWriter());', 'e.printStackTrace();'),
  row(
    'shell-command',
    'Runtime.getRuntime().exec("ls -l " + id);',
    'Runtime.getRuntime().exec(new String[] {"ls", "-l", id});',
  ),
  row('shell-command', 'Runtime.getRuntime().exec("sh -c " + id);', null),
  row(
    'failure-ignored',
    'File a = g();\na.renameTo(b);',
    'File a = g();\njava.nio.file.Files.move(a.toPath(), b.toPath(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);',
  ),
  ['patterns/failure-ignored', 'class A {\n  void f(File a, File b) {\n    a.renameTo(b);\n  }\n}\n', null],
  row(
    'shared-collection',
    'Map<String, String> a = new HashMap<>();\nfor (String b : ids) pool.submit(() -> a.put(b, b));',
    'Map<String, String> a = new java.util.concurrent.ConcurrentHashMap<>();\nfor (String b : ids) pool.submit(() -> a.put(b, b));',
  ),
  row(
    'shared-collection',
    'List<String> a = new ArrayList<>();\nids.parallelStream().forEach(b -> a.add(b));',
    'List<String> a = java.util.Collections.synchronizedList(new ArrayList<>());\nids.parallelStream().forEach(b -> a.add(b));',
  ),
  row(
    'shared-collection',
    'TreeMap<String, String> a = new TreeMap<>();\nfor (String b : ids) pool.submit(() -> a.put(b, b));',
    null,
  ),
  row(
    'count-down-missed',
    '    pool.submit(() -> {\n      g(id);\n      h(id);\n      latch.countDown();\n    });',
    '    pool.submit(() -> {\n      try {\n        g(id);\n        h(id);\n      } finally {\n        latch.countDown();\n      }\n    });',
  ),
  row(
    'lock-not-released',
    '    lock.lock();\n    if (id.isEmpty()) {\n      return;\n    }\n    g(id);\n    lock.unlock();\n    h(id);',
    '    lock.lock();\n    try {\n      if (id.isEmpty()) {\n        return;\n      }\n      g(id);\n    } finally {\n      lock.unlock();\n    }\n    h(id);',
  ),
  row(
    'lock-not-released',
    '    lock.lock();\n    if (x) throw e;\n    int a = g(id);\n    lock.unlock();\n    h(a);',
    null,
  ),
  row(
    'loop-runs-wrong-way',
    'for (int i = 0; i < ids.size(); i--) g(i);',
    'for (int i = 0; i < ids.size(); i++) g(i);',
  ),
  row('loop-runs-wrong-way', 'for (int i = 10; i < n; i--) g(i);', null),
  row(
    'changed-while-iterating',
    'for (String a : ids) {\nif (g(a)) ids.remove(a);\n}',
    'for (String a : new java.util.ArrayList<>(ids)) {\nif (g(a)) ids.remove(a);\n}',
  ),
  row(
    'keys-then-get',
    'Map<String, Integer> a = g();\nfor (String key : a.keySet()) {\nh(key, a.get(key));\nh(a.get(key));\n}',
    'Map<String, Integer> a = g();\nfor (Map.Entry<String, Integer> entry : a.entrySet()) {\nh(entry.getKey(), entry.getValue());\nh(entry.getValue());\n}',
    'import java.util.*;\n',
  ),
  row(
    'keys-then-get',
    'Map<String, Integer> a = g();\nfor (String key : a.keySet()) {\na.put(key, a.get(key) + a.get(key));\n}',
    null,
  ),
  row(
    'interrupt-lost',
    '    while (true) {\n      try {\n        g();\n      } catch (InterruptedException e) {\n      }\n    }',
    '    while (true) {\n      try {\n        g();\n      } catch (InterruptedException e) {\n        Thread.currentThread().interrupt();\n        return;\n      }\n    }',
  ),
  [
    'patterns/equals-without-hash',
    'class A {\n  int id;\n  int other;\n  @Override\n  public boolean equals(Object o) { return o instanceof A a && a.id == id; }\n}\n',
    'class A {\n  int id;\n  int other;\n  @Override\n  public boolean equals(Object o) { return o instanceof A a && a.id == id; }\n\n  @Override\n  public int hashCode() {\n    return java.util.Objects.hash(id);\n  }\n}\n',
  ],
  [
    'patterns/swapped-arguments',
    'class A {\n  void move(int left, int top) {}\n  void g(int left, int top) {\n    move(top, left);\n  }\n}\n',
    'class A {\n  void move(int left, int top) {}\n  void g(int left, int top) {\n    move(left, top);\n  }\n}\n',
  ],
  [
    'patterns/self-assign',
    'class A {\n  String a;\n  A(String a) {\n    a = a;\n  }\n}\n',
    'class A {\n  String a;\n  A(String a) {\n    this.a = a;\n  }\n}\n',
  ],
  row('self-assign', 'id = id;', null),
  [
    'patterns/switch-fallthrough',
    'class A {\r\n  void f() {\r\n    switch (x) {\r\n      case 1: // 😀\r\n        a = 1;\r\n      case 2:\r\n        a = 2;\r\n        break;\r\n    }\r\n  }\r\n}\r\n',
    'class A {\r\n  void f() {\r\n    switch (x) {\r\n      case 1: // 😀\r\n        a = 1;\r\n        break;\r\n      case 2:\r\n        a = 2;\r\n        break;\r\n    }\r\n  }\r\n}\r\n',
  ],
])
