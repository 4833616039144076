// Values that are kept: in what is thrown, in a field, in a function that is handed out, under the name of a secret.
import { type Analyse, hitsOf } from '../hit.ts'
import { analyse } from './dataflow.ts'
import { testTable } from './table.ts'

/** Without what is held back. */
const shown: Analyse = async (file) => hitsOf(await analyse(file)).filter(({ heldBack }) => !heldBack)

const key = 'gw-prod-51Hq8ZbLxT0cVn3WmRk7uYd'
const express = (body: string) =>
  `import express from 'express'\nconst app = express()\napp.post('/', (req, res) => {\n${body}\n})\n`

testTable(shown, 'javascript', [
  [
    express(
      'try {\ncheck(req.body.name)\n} catch (err) {\nconsole.error(err.message)\n}\nfunction check(n) { throw new Error("no " + n) }',
    ),
    ['7 log-injection'],
  ],
  [
    express(
      'try {\ncheck(req.body.name)\n} catch (err) {\nconsole.error(err.message)\n}\nfunction check(n) { throw new Error("no") }',
    ),
    [],
  ],
  [
    "import fs from 'node:fs'\napp.get('/', (req, res) => { fs.appendFile('visits.log', req.query.a + '\\n', done) })\n",
    ['2 log-injection'],
  ],
  [
    "import fs from 'node:fs'\napp.get('/', (req, res) => { fs.appendFile('visits.csv', req.query.a + '\\n', done) })\n",
    [],
  ],
  [
    `import crypto from 'node:crypto'\nconst signer = (secret) => (text) => crypto.createHmac('sha256', secret).update(text)\nexport const sign = signer('${key}')\n`,
    ['3 hard-coded-secret'],
  ],
  [
    "import crypto from 'node:crypto'\nconst digest = (name, text) =>\n  crypto.createHash(name).update(text).digest('hex')\nexport const a = (password) => digest('sha1', password)\nexport const b = (page) => digest('sha1', page)\n",
    ['3 weak-crypto'],
  ],
  [
    "import crypto from 'node:crypto'\nconst digest = (name, text) =>\n  crypto.createHash(name).update(text).digest('hex')\nexport const b = (page) => digest('sha1', page)\n",
    [],
  ],
  [`const k = '${key}'\nclient.apiKey = k\n`, ['1 hard-coded-secret']],
  [`const k = process.env.KEY || '${key}'\nclient.apiKey = k\n`, ['1 hard-coded-secret']],
  ["const k = 'application/vnd.x1+json-2024'\nclient.token = k\n", []],
])

testTable(shown, 'typescript', [
  [
    "import { createLogger } from 'winston'\nclass A {\n  private readonly out = createLogger({})\n  @Post('a')\n  go(@Query('a') a: string) {\n    this.out.info('went ' + a)\n  }\n}\n",
    ['6 log-injection'],
  ],
  [
    "export function GET(request: NextRequest) {\n  return new Response(`<p>${request.nextUrl.searchParams.get('a')}</p>`, { headers: { 'Content-Type': 'text/html' } })\n}\n",
    ['2 xss'],
  ],
  [
    "export function GET(request: NextRequest) {\n  return new Response(`a: ${request.nextUrl.searchParams.get('a')}`)\n}\n",
    [],
  ],
])

testTable(shown, 'python', [
  [
    'from flask import request\n\n@app.get("/")\ndef f():\n    try:\n        g(request.args["a"])\n    except ValueError as e:\n        log.info("%s", e)\n\ndef g(a):\n    raise ValueError(f"no {a}")\n',
    ['8 log-injection'],
  ],
  [
    `import base64, psycopg2\nA = "UzBtbWVyLVJvb2YtMTk4Mg=="\npsycopg2.connect(password=base64.b64decode(A).decode())\n`,
    ['2 hard-coded-secret'],
  ],
  [`import os\nk = os.environ.get("K")\nif not k:\n    k = "${key}"\nsdk.api_key = k\n`, ['4 hard-coded-secret']],
  [
    'import re\nfrom flask import request\nALL = {"v": re.compile(r"^(\\d+)+$")}\n\n@app.get("/")\ndef f():\n    return {"ok": ALL["v"].match(request.args["a"]) is None}\n',
    ['7 redos'],
  ],
])

const spring = (params: string, body: string) =>
  `class C {\n  @GetMapping("/a") public Object a(${params}) throws Exception {\n${body}\n  }\n  ObjectMapper mapper = new ObjectMapper().enableDefaultTyping();\n  ObjectMapper plain = new ObjectMapper();\n}\n`

testTable(shown, 'java', [
  [spring('@RequestBody String a', 'mapper.readValue(a, Object.class);'), ['3 deserialisation']],
  [spring('@RequestBody String a', 'plain.readValue(a, Object.class);'), []],
  [spring('InputStream in', 'new java.beans.XMLDecoder(in).readObject();'), ['3 deserialisation']],
  [
    spring('@RequestParam String a', 'return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(a)).build();'),
    ['3 open-redirect'],
  ],
  [
    spring(
      '@RequestParam String a',
      'return ResponseEntity.status(HttpStatus.CREATED).location(URI.create(a)).build();',
    ),
    [],
  ],
  [spring('@RequestParam String a', 'return "pages/" + a;'), ['3 template-injection']],
  [`@RestController ${spring('@RequestParam String a', 'return "pages/" + a;')}`, []],
  [
    spring('@RequestParam String a', 'String[] c = {"sh", "-c", "ls " + a};\nRuntime.getRuntime().exec(c);'),
    ['4 command-injection'],
  ],
  [
    `class A {\n  void run(List<String> c) throws Exception {\n    new ProcessBuilder(c).start();\n  }\n${spring('@RequestParam String a', 'run(List.of("sh", "-c", "ls " + a));').replace('class C {\n', '')}`,
    ['6 command-injection'],
  ],
  [
    spring('', 'var g = KeyPairGenerator.getInstance("RSA");\ng.initialize(Integer.parseInt("1024"));'),
    ['4 weak-crypto'],
  ],
])

testTable(shown, 'go', [
  [
    'package a\n\nimport (\n\t"net/http"\n\t"strings"\n)\n\nfunc h(w http.ResponseWriter, r *http.Request) {\n\tto := r.FormValue("to")\n\tif !strings.Contains(to, "example.com") {\n\t\treturn\n\t}\n\thttp.Redirect(w, r, to, 302)\n}\n',
    ['13 open-redirect'],
  ],
])
