// Patterns for Java that are about security: code they must flag, and the safe form beside it.
import { analyse } from './patterns.ts'
import { testTable } from './table.ts'

/** In a method; the first line of the body is line 3. */
const java = (body: string) => `class A {\n  String f(String id, byte[] data) throws Exception {\n${body}\n  }\n}\n`

testTable(analyse, 'java', [
  [java('MessageDigest.getInstance("MD5").digest(data);'), ['3 weak-hash']],
  [java('MessageDigest.getInstance("SHA-256").digest(data);'), []],
  [java('byte[] etag = MessageDigest.getInstance("MD5").digest(data);'), []],
  [java('DigestUtils.md5Hex(id);\nDigestUtils.sha256Hex(id);'), ['3 weak-hash']],
  [
    java('Cipher.getInstance("AES/ECB/PKCS5Padding");\nKeyGenerator.getInstance("DESede");'),
    ['3 weak-cipher', '4 weak-cipher'],
  ],
  [java('Cipher.getInstance("AES/GCM/NoPadding");\nKeyGenerator.getInstance("AES");'), []],
  [java('new SecretKeySpec("0123456789abcdef".getBytes(), "AES");'), ['3 fixed-key']],
  [java('byte[] iv = new byte[16];\nnew IvParameterSpec(iv);'), ['4 fixed-key']],
  [
    java('byte[] iv = new byte[16];\nrandom.nextBytes(iv);\nnew IvParameterSpec(iv);\nnew SecretKeySpec(data, "AES");'),
    [],
  ],
  [java('String token = "" + new Random().nextInt();\nreturn token;'), ['3 guessable-secret']],
  [java('int n = ThreadLocalRandom.current().nextInt(9);\nint delay = new Random().nextInt(5);'), []],
  [java('SecureRandom r = new SecureRandom();\nr.setSeed(42);'), ['4 seeded-secure-random']],
  [java('SecureRandom r = new SecureRandom();\nr.setSeed(data);'), []],
  [java('KeyPairGenerator g = KeyPairGenerator.getInstance("RSA");\ng.initialize(1024);'), ['4 short-key']],
  [java('KeyPairGenerator g = KeyPairGenerator.getInstance("EC");\ng.initialize(256);'), []],
  [java('return mac.doFinal(data).equals(id) ? "signature" : null;'), ['3 timing-unsafe-compare']],
  [java('byte[] mine = mac.doFinal(data);\nArrays.equals(mine, signature);'), ['4 timing-unsafe-compare']],
  [java('byte[] mine = mac.doFinal(data);\nMessageDigest.isEqual(mine, signature);\n"ping".equals(id);'), []],
  [java('c.setHostnameVerifier((host, session) -> true);'), ['3 trust-everybody']],
  [java('c.setHostnameVerifier((host, session) -> host.equals(id));\nlist.filter((a, b) -> true);'), []],
  [
    java('b.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE);\nb.set(DefaultVerifier.INSTANCE);'),
    ['3 host-name-unchecked'],
  ],
  [java('SSLContext.getInstance("SSLv3");\nSSLContext.getInstance("TLSv1.3");'), ['3 old-tls']],
  [java('JWT.decode(id).getSubject();'), ['3 jwt-unverified']],
  [java('JWT.require(a).build().verify(id);\nJWT.decode(id).getKeyId();'), []],
  [java('Cookie c = new Cookie("session", id);\nresponse.addCookie(c);'), ['3 cookie-flags']],
  [java('Cookie c = new Cookie("session", id);\nc.setSecure(true);\nc.setHttpOnly(true);\nresponse.addCookie(c);'), []],
  [java('Cookie c = new Cookie("theme", "dark");\nresponse.addCookie(c);'), []],
  [java('Cookie c = new Cookie("a", "b");\nc.setSecure(false);'), ['4 cookie-flags']],
  [
    java(
      'String o = request.getHeader("Origin");\nresponse.setHeader("Access-Control-Allow-Origin", o);\nresponse.setHeader("Access-Control-Allow-Credentials", "true");',
    ),
    ['4 cors-any-origin'],
  ],
  [java('response.setHeader("Access-Control-Allow-Origin", "*");'), []],
  [
    java(
      'String o = request.getHeader("Origin");\nif (known.contains(o)) {\nresponse.setHeader("Access-Control-Allow-Origin", o);\nresponse.setHeader("Access-Control-Allow-Credentials", "true");\n}',
    ),
    [],
  ],
  [java('http.formLogin(x).csrf(AbstractHttpConfigurer::disable);'), ['3 csrf-off']],
  [java('http.sessionManagement(s -> s.sessionCreationPolicy(STATELESS)).csrf(c -> c.disable());'), []],
  ['@EnableWebSecurity(debug = true)\nclass A {}\n', ['1 debug-mode-on']],
  ['@EnableWebSecurity\nclass A {}\n', []],
  [java('e.printStackTrace(response.getWriter());\ne.printStackTrace();'), ['3 stack-trace-shown']],
  [java('HttpRequest.newBuilder(URI.create("http://api.payments.io/pay"));'), ['3 insecure-url']],
  [
    java(
      'HttpRequest.newBuilder(URI.create("https://api.payments.io/pay"));\nx("http://www.w3.org/2001/XMLSchema");\nURI.create("http://localhost:80");',
    ),
    [],
  ],
  [
    java('log.info("login {} {}", id, password);\nlog.info("of {}", user.getPassword());'),
    ['3 secret-in-log', '4 secret-in-log'],
  ],
  [java('log.info("password of {} changed", id);\nlog.info("{}", passwordLength);'), []],
  [
    'class A {\n  @PostMapping("/a")\n  User f(@RequestBody User user) {\n    return repository.save(user);\n  }\n}\n',
    ['4 mass-assignment'],
  ],
  [
    'class A {\n  @PostMapping("/a")\n  User f(@RequestBody UserForm form) {\n    return repository.save(form.toUser());\n  }\n}\n',
    [],
  ],
  [
    java(
      'c.setSessionTrackingModes(Set.of(SessionTrackingMode.URL));\nc.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));',
    ),
    ['3 session-in-url'],
  ],
  [java('use(NoOpPasswordEncoder.getInstance());\nuse(new BCryptPasswordEncoder());'), ['3 plain-password-encoder']],
  [
    java('File file = new File("/tmp/report-" + id);\nFiles.writeString(file.toPath(), id);'),
    ['3 predictable-temporary-file'],
  ],
  [java('Path file = Files.createTempFile("report", ".csv");\nFiles.writeString(file, id);'), []],
  [java('File dir = File.createTempFile("a", "b");\ndir.delete();\ndir.mkdir();'), ['5 old-temporary-folder']],
  [java('File dir = new File(id);\ndir.delete();\ndir.mkdir();'), []],
  [
    java('PosixFilePermissions.fromString("rwxrwxrwx");\nfile.setWritable(true, false);'),
    ['3 world-writable', '4 world-writable'],
  ],
  [java('PosixFilePermissions.fromString("rwxr-xr-x");\nfile.setWritable(true);'), []],
  [
    java('DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();\nf.newDocumentBuilder().parse(in);'),
    ['3 xml-entities-on'],
  ],
  [
    java(
      'DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();\nf.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);\nf.newDocumentBuilder().parse(in);',
    ),
    [],
  ],
  [java('Pattern.compile("^(a+)+$");\nid.matches("^[a-z]+$");'), ['3 catastrophic-pattern']],
  [
    java('p.setProperty("password", "Vel-vet_99.Stair");\np.setProperty("user", "Vel-vet_99.Stair");'),
    ['3 hard-coded-secret'],
  ],
  [java('p.setProperty("password", System.getenv("DB"));\np.setProperty("password", "${db.password}");'), []],
])
