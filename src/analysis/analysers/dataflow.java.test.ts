// Values followed in Java: from the request to where they may do harm, and what makes them harmless on the way.
import { type Analyse, hitsOf } from '../hit.ts'
import { analyse } from './dataflow.ts'
import { testTable } from './table.ts'

/** Without what is held back. */
const shown: Analyse = async (file) => hitsOf(await analyse(file)).filter(({ heldBack }) => !heldBack)

/** In a servlet; `q` is a parameter of the request, and the body begins with line 4. */
const servlet = (body: string) =>
  `class S extends HttpServlet {\n  void doGet(HttpServletRequest request, HttpServletResponse response) throws Exception {\n    String q = request.getParameter("q");\n${body}\n  }\n}\n`

/** In a controller of Spring; the body begins with line 4. */
const spring = (params: string, body: string) =>
  `@RestController\nclass C {\n  @GetMapping("/a") public Object a(${params}) throws Exception {\n${body}\n  }\n}\n`

testTable(shown, 'java', [
  [servlet('st.executeQuery("SELECT 1 FROM a WHERE b = \'" + q + "\'");'), ['4 sql-injection']],
  [
    servlet('String sql = String.format("SELECT 1 FROM a WHERE b = %s", q);\nst.executeQuery(sql);'),
    ['5 sql-injection'],
  ],
  [servlet('String sql = String.format("SELECT 1 FROM a WHERE b = %d", n(q));\nst.executeQuery(sql);'), []],
  [
    servlet(
      'StringBuilder s = new StringBuilder("SELECT 1 FROM a WHERE b = ");\ns.append(q).append(" ");\nst.execute(s.toString());',
    ),
    ['6 sql-injection'],
  ],
  // `toString` and `valueOf` are names of every object of the engine's own language, too.
  [
    servlet('var s = q.toString();\nvar t = s.valueOf(1);\nst.executeQuery("SELECT 1" + t.constructor());'),
    ['6 sql-injection'],
  ],
  [servlet('st.executeQuery("SELECT 1 FROM a WHERE b = " + Integer.parseInt(q));'), []],
  [servlet('PreparedStatement p = c.prepareStatement("SELECT 1 FROM a WHERE b = ?");\np.setString(1, q);'), []],
  [
    servlet(
      'Set<String> known = Set.of("a", "b");\nif (!known.contains(q)) return;\nst.executeQuery("SELECT 1 FROM a ORDER BY " + q);',
    ),
    [],
  ],
  [
    servlet(
      'String by = switch (q) {\ncase "name" -> "name";\ndefault -> "id";\n};\nst.executeQuery("SELECT 1 FROM a ORDER BY " + by);',
    ),
    [],
  ],
  [servlet('if (q.matches("[a-z]+")) st.executeQuery("SELECT 1 FROM a ORDER BY " + q);'), []],
  [servlet('Runtime.getRuntime().exec("ls " + q);'), ['4 command-injection']],
  [servlet('new ProcessBuilder("sh", "-c", "ls " + q).start();'), ['4 command-injection']],
  [servlet('new ProcessBuilder(List.of("ls", q)).start();\nnew ProcessBuilder("ls", q).start();'), []],
  [
    servlet(
      'List<String> c = new ArrayList<>();\nc.add("bash");\nc.add("-c");\nc.add("ls " + q);\nnew ProcessBuilder(c).start();',
    ),
    ['8 command-injection'],
  ],
  [servlet('new ScriptEngineManager().getEngineByName("js").eval(q);'), ['4 code-injection']],
  [servlet('new FileInputStream(new File("/data", q));'), ['4 path-traversal']],
  [servlet('new FileInputStream(new File("/data", new File(q).getName()));'), []],
  [servlet('Path p = root.resolve(q).normalize();\nif (!p.startsWith(root)) return;\nFiles.readString(p);'), []],
  [servlet('Path p = root.resolve(q);\nif (!p.startsWith(root)) return;\nFiles.readString(p);'), ['6 path-traversal']],
  [servlet('new URL(q).openStream();'), ['4 ssrf']],
  [servlet('new URL("https://api.example.com/" + q).openStream();'), []],
  [servlet('response.sendRedirect(q);'), ['4 open-redirect']],
  [
    servlet(
      'response.sendRedirect("/done?x=" + q);\nif (q.startsWith("/") && !q.startsWith("//")) response.sendRedirect(q);',
    ),
    [],
  ],
  [servlet('response.getWriter().println("<b>" + q);'), ['4 xss']],
  [servlet('response.getWriter().println("<b>" + HtmlUtils.htmlEscape(q));'), []],
  [servlet('response.setContentType("application/json");\nresponse.getWriter().println(q);'), []],
  [servlet('PrintWriter out = response.getWriter();\nout.println(q);\nnew PrintWriter(log).println(q);'), ['5 xss']],
  [
    servlet('log.info("asked for " + q);\nlog.info("asked for {}", q.replaceAll("[\\\\r\\\\n]", "_"));'),
    ['4 log-injection'],
  ],
  [
    servlet('response.setHeader("X-Name", q);\nresponse.setHeader("X-Name", URLEncoder.encode(q, "UTF-8"));'),
    ['4 header-injection'],
  ],
  [servlet('Pattern.compile(q);\nPattern.compile(Pattern.quote(q));'), ['4 regex-injection']],
  [servlet('new ObjectInputStream(request.getInputStream()).readObject();'), ['4 deserialisation']],
  [servlet('byte[] b = new byte[Integer.parseInt(q)];'), ['4 huge-allocation']],
  [servlet('int n = Integer.parseInt(q);\nif (n > 100) return;\nbyte[] b = new byte[n];'), []],
  [servlet('request.getSession().setAttribute("name", q);'), ['4 trust-boundary']],
  [servlet('xpath.evaluate("//a[@b=\'" + q + "\']", doc);'), ['4 xpath-injection']],
  [
    servlet(
      'for (Cookie one : request.getCookies()) {\nif (one.getName().equals("a")) {\nq = one.getValue();\nbreak;\n}\n}\nst.execute("SELECT " + q);',
    ),
    ['10 sql-injection'],
  ],
  [
    servlet(
      'Map<String, String> m = new HashMap<>();\nm.put("a", "x");\nm.put("b", q);\nst.execute("SELECT " + m.get("a"));',
    ),
    [],
  ],
  [servlet('int n = 7 * 6;\nString s = n > 40 ? "x" : q;\nst.execute("SELECT " + s);'), []],
  [servlet('List.of(q).forEach(one -> st.executeQuery("SELECT 1 FROM a WHERE b = " + one));'), ['4 sql-injection']],
  [
    servlet(
      'show(q, response);\n}\nvoid show(String text, HttpServletResponse to) throws Exception {\nto.getWriter().print(text);',
    ),
    ['7 xss'],
  ],
  [
    spring(
      '@RequestParam String name',
      'return jdbcTemplate.queryForList("SELECT 1 FROM a WHERE b = \'" + name + "\'");',
    ),
    ['4 sql-injection'],
  ],
  [spring('@PathVariable Long id', 'return jdbcTemplate.queryForList("SELECT 1 FROM a WHERE b = " + id);'), []],
  [spring('String url', 'return restTemplate.getForObject(url, String.class);'), ['4 ssrf']],
  [spring('@RequestParam String text', 'return parser.parseExpression(text).getValue();'), ['4 code-injection']],
  [
    '@RestController\nclass C {\n  @GetMapping("/a") String a(String name) {\n    return "Hello " + name;\n  }\n}\n',
    ['4 xss'],
  ],
  [
    '@RestController\nclass C {\n  @GetMapping(path = "/a", produces = "text/plain") String a(String name) {\n    return "Hello " + name;\n  }\n}\n',
    [],
  ],
  [
    '@Controller\nclass C {\n  @GetMapping("/a") String a(String next) {\n    return "redirect:" + next;\n  }\n  @GetMapping("/b") String b(String next) {\n    return "redirect:/b/" + next;\n  }\n}\n',
    ['4 open-redirect'],
  ],
  [
    'class R {\n  @GET public String a(@QueryParam("u") String u) throws Exception {\n    return ctx.search("o=a", "(uid=" + u + ")", null).toString();\n  }\n}\n',
    ['3 ldap-injection'],
  ],
  [
    'class D {\n  void f(String id) { st.executeQuery("SELECT 1 FROM a WHERE b = \'" + id + "\'"); }\n  void g(String name) { new FileReader(name); }\n}\n',
    ['2 sql-injection'],
  ],
  [
    'class D {\n  D(String table) { this.table = table; }\n  void f() { st.executeQuery("SELECT 1 FROM " + table); }\n  String table;\n}\n',
    [],
  ],
  [
    'class Z {\n  void f(ZipInputStream in, Path to) throws Exception {\n    ZipEntry e = in.getNextEntry();\n    Files.copy(in, to.resolve(e.getName()));\n  }\n}\n',
    ['4 path-traversal'],
  ],
])
