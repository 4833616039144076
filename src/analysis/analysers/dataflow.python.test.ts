// Values followed through Python: frameworks, the standard library, and what makes a value harmless.
import { type Analyse, hitsOf } from '../hit.ts'
import { analyse as follow } from './dataflow.ts'
import { testTable } from './table.ts'

/** Only what is shown. */
const analyse: Analyse = async (file) => hitsOf(await follow(file)).filter(({ heldBack }) => !heldBack)

const flask = (...lines: string[]) =>
  `from flask import Flask, Response, redirect, request\n\n@app.route("/")\ndef f():\n${lines.map((line) => `    ${line}\n`).join('')}`
const shown = (rule: string, line = 5) => [`${line} ${rule}`]

testTable(analyse, 'python', [
  // Of a method it may be anybody's; a constructor is told settings.
  [
    'class A:\n    def f(self, name):\n        db.execute(f"SELECT * FROM t WHERE name = {name}")\n',
    shown('sql-injection', 3),
  ],
  [
    'class A:\n    def __init__(self, table):\n        self.table = table\n    def f(self):\n        db.execute(f"SELECT * FROM {self.table}")\n',
    [],
  ],
  // Frameworks
  [flask('db.execute("SELECT " + request.args["a"])'), shown('sql-injection')],
  [flask('db.execute("SELECT ?", (request.args["a"],))'), []],
  [flask('os.system("ls " + request.form.get("a", ""))'), shown('command-injection')],
  [flask('subprocess.run(["ls", request.args["a"]])'), []],
  [flask('subprocess.run(["sh", "-c", request.args["a"]])'), shown('command-injection')],
  [flask('return redirect(request.args["next"])'), shown('open-redirect')],
  [flask('return redirect("/home?" + request.args["next"])'), []],
  [flask('return "<p>" + request.args["a"]'), shown('xss')],
  [flask('return "Hello " + request.args["a"]'), shown('xss')],
  [flask('return "Hello " + escape(request.args["a"])'), []],
  [flask('return {"a": request.args["a"]}'), []],
  [flask('return Markup(request.args["a"])'), shown('xss')],
  [flask('response.headers["X"] = request.args["a"]'), shown('header-injection')],
  [flask('requests.get(request.args["url"])'), shown('ssrf')],
  [flask('requests.get("https://a.org/" + request.args["a"])'), []],
  [flask('open("/srv/" + request.args["a"])'), shown('path-traversal')],
  [flask('open("/srv/" + secure_filename(request.args["a"]))'), []],
  [flask('pickle.loads(request.data)'), shown('deserialisation')],
  [flask('yaml.load(request.data, Loader=yaml.SafeLoader)'), []],
  [flask('log.info("got %s", request.args["a"])'), shown('log-injection')],
  [flask('log.info(f"got {request.args["a"]!r}")'), []],
  [flask('for k, v in request.json.items():', '    setattr(u, k, v)'), shown('attribute-name', 6)],
  [flask('users.find_one({"name": request.json["name"]})'), shown('nosql-injection')],
  [flask('users.find_one({"name": str(request.json["name"])})'), []],
  [flask('bytearray(int(request.args["n"]))'), shown('huge-allocation')],
  [flask('n = int(request.args["n"])', 'if 0 < n < 99:', '    bytearray(n)'), []],
  [flask('a = re.sub(r"[^a-z]", "", request.args["a"])', 'db.execute("SELECT " + a)'), []],
  [flask('match request.args["a"]:', '    case "x" | "y" as a:', '        open(a)'), []],
  [
    'from django.http import HttpResponse\n\ndef v(request, name):\n    return HttpResponse("<b>" + name)\n',
    shown('xss', 4),
  ],
  [
    'from django.http import HttpResponse\n\ndef v(request, name):\n    return HttpResponse(name, content_type="text/plain")\n',
    [],
  ],
  [
    'from fastapi import FastAPI\n\n@app.get("/")\ndef v(name: str, n: int):\n    open(name)\n    open(n)\n',
    shown('path-traversal', 5),
  ],
  ['from fastapi import Depends\n\n@app.get("/")\ndef v(user=Depends(me)):\n    open(user.file)\n', []],
  [
    'import tornado.web\n\nclass A(tornado.web.RequestHandler):\n    def get(self):\n        self.write("<b>" + self.get_argument("a"))\n',
    shown('xss', 5),
  ],
  [
    'class A(BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.send_header("X", self.path)\n',
    shown('header-injection', 3),
  ],
  // The standard library
  [
    'import zipfile\n\ndef f(z, root):\n    for e in z.infolist():\n        open(root / e.filename, "wb")\n',
    shown('path-traversal', 5),
  ],
  [
    'import zipfile\n\ndef f(z, root):\n    for e in z.infolist():\n        p = (root / e.filename).resolve()\n        if not p.is_relative_to(root):\n            raise ValueError\n        open(p, "wb")\n',
    [],
  ],
  ['import sys\n\nopen(sys.argv[1])\neval(sys.argv[1])\n', shown('code-injection', 4)],
  [
    'def f(db, name):\n    db.execute(f"SELECT * FROM a WHERE b = {name}")\n    db.fetch("http://x/" + name)\n    db.execute("run " + name)\n',
    shown('sql-injection', 2),
  ],
  // In a client a request is what it sends.
  ['import requests\n\ndef f(request):\n    open(request.url)\n', []],
  // Names that were asked about each other.
  ['def f(a, b):\n    a = a and b\n    b = b or a\n    if a and not b:\n        return b\n', []],
])
