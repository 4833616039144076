// Our own patterns for Python: what they must and must not flag, safe forms included.
import { analyse } from './patterns.ts'
import { testTable } from './table.ts'

const inFunction = (...lines: string[]) => `def f(a, b, c):\n${lines.map((line) => `    ${line}\n`).join('')}`
const inAsync = (...lines: string[]) => `async def f(a, b, c):\n${lines.map((line) => `    ${line}\n`).join('')}`

testTable(analyse, 'python', [
  // Secrets and encryption
  [
    'import hmac\n\n\ndef f(a, signature, expected_signature):\n    return signature == expected_signature\n',
    ['5 timing-unsafe-compare'],
  ],
  [
    'import hmac\n\n\ndef f(k, m, given):\n    d = hmac.new(k, m, "sha256").hexdigest()\n    return d != given\n',
    ['6 timing-unsafe-compare'],
  ],
  ['import hmac\n\n\ndef f(a, signature, expected):\n    return hmac.compare_digest(signature, expected)\n', []],
  ['import hashlib\n\n\ndef f(a, checksum, known):\n    return checksum == known or a == ""\n', []],
  ['from Crypto.Cipher import AES\n\niv = b"0000000000000000"\nother = b"0000000000000000"\n', ['3 fixed-iv']],
  ['from Crypto.Cipher import AES\nimport os\n\niv = os.urandom(16)\nnonce = b""\n', []],
  ['import random\n\ntoken = random.randint(0, 9)\ndelay = random.random()\n', ['3 predictable-secret']],
  [
    'import random\n\n\ndef make_password():\n    return "".join(random.choice("abc") for _ in range(9))\n',
    ['5 predictable-secret'],
  ],
  ['import random\n\n\ndef pick(tokens):\n    return random.choice(tokens)\n', []],
  [
    'import requests\n\nsession = requests.Session()\nsession.verify = False\nsession.verify = "/ca.pem"\n',
    ['4 tls-unverified'],
  ],
  [
    'import ssl\n\nc = ssl.create_default_context()\nc.check_hostname = False\nc.verify_mode = ssl.CERT_NONE\n',
    ['4 tls-unverified', '5 tls-unverified'],
  ],
  ['def f(c, verify):\n    if not verify:\n        c.check_hostname = False\n', []],
  [
    'import jwt\n\njwt.decode(t, options={"verify_signature": False})\njwt.decode(t, k, algorithms=["HS256"])\n',
    ['3 jwt-unverified'],
  ],
  ['import jwt\n\njwt.decode(t, k, algorithms=["HS256", "none"])\n', ['3 jwt-unverified']],
  ['hashlib.pbkdf2_hmac("sha256", p, s, 1000)\nhashlib.pbkdf2_hmac("sha256", p, s, 600_000)\n', ['1 few-hash-rounds']],
  ['AES.new(key, AES.MODE_ECB)\nAES.new(key, AES.MODE_GCM)\n', ['1 ecb-mode']],
  // The web
  ['response.set_cookie("session", token)\n', ['1 cookie-flags']],
  ['response.set_cookie("session", token, secure=True, httponly=True)\nresponse.set_cookie("theme", "dark")\n', []],
  ['self.set_cookie(cookie)\n', []],
  ['SESSION_COOKIE_SECURE = False\nSESSION_COOKIE_HTTPONLY = True\n', ['1 insecure-setting']],
  ['app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)\n', ['1 cors-any-origin']],
  [
    'app.add_middleware(CORSMiddleware, allow_origins=["*"])\nCORS(app, origins=NAMES, supports_credentials=True)\n',
    [],
  ],
  ['@csrf_exempt\ndef pay(request):\n    return charge(request.POST["amount"])\n', ['1 csrf-exempt']],
  ['@csrf_exempt\ndef webhook(request):\n    return take(request.body)\n', []],
  ['@app.route("/")\ndef f():\n    return traceback.format_exc()\n', ['3 trace-sent-out']],
  [
    'log.info("in as %s", user.password)\nlog.info("set: %s", bool(password))\nlog.info("%s", token_count)\n',
    ['1 secret-in-log'],
  ],
  ['import requests\n\nrequests.post("http://pay.example.com/x", data=d)\n', ['3 insecure-url']],
  [
    'import requests\n\nrequests.get("https://a.example.com")\nrequests.get("http://localhost:80/x")\nNS = "http://a.org/ns"\n',
    [],
  ],
  [
    'etree.XMLParser(resolve_entities=True)\netree.XMLParser(resolve_entities=False, no_network=True)\n',
    ['1 xml-entities'],
  ],
  ['import re\n\nre.compile(r"^(a+)+$")\nre.compile(r"^(\\w+\\s?)*$")\n', ['3 slow-regex', '4 slow-regex']],
  ['import re\n\nre.compile(r"^[a-z]+(?:-[a-z]+)*$")\nre.compile(r"(\\d+,)*\\d+")\n', []],
  // Conditions
  ['if kind == "a" or "b":\n    f()\n', ['1 always-true']],
  ['if x != 1 or x != 2:\n    f()\nif x < 3 and x > 5:\n    f()\n', ['1 always-true', '3 always-true']],
  ['if x == 1 or x == 2:\n    f()\nif x > 3 and x < 5:\n    f()\nname = given or "guest"\n', []],
  ['if a.b <= a.b:\n    f()\nif x != x:\n    f()\n', ['1 self-compare']],
  ['if a * 0.1 == b:\n    f()\nif a == 0.5 or a + 1 == b:\n    f()\n', ['1 float-equality']],
  ['for i in range(len(xs) + 1):\n    print(xs[i])\n', ['1 index-past-end']],
  ['for i in range(len(xs)):\n    print(xs[i])\nys = xs[: len(xs)]\n', []],
  ['if a:\n    f(1)\nelse:\n    f(1)\n', ['1 identical-branches']],
  ['if a:\n    f(1)\nelif b:\n    f(1)\nelse:\n    f(2)\n', []],
  ['if a:\n    f(1)\nelif b:\n    f(2)\nelif a:\n    f(3)\n', ['5 condition-repeated']],
  [
    'class A:\n    def ready(self):\n        return 1\n\n    def f(self):\n        if self.ready:\n            g()\n',
    ['6 method-not-called'],
  ],
  [
    'class A:\n    @property\n    def ready(self):\n        return 1\n\n    def f(self):\n        if self.ready:\n            g()\n',
    [],
  ],
  // Flow
  [inFunction('return 1', 'print(2)'), ['3 unreachable']],
  [inFunction('raise NotImplementedError', 'yield'), []],
  [inFunction('for k in a:', '    if k:', '        del a[k]'), ['4 modified-while-iterating']],
  [inFunction('for k in list(a):', '    del a[k]', 'for k in a:', '    a.remove(k)', '    break'), []],
  [inFunction('while a < len(b):', '    print(b[a])'), ['2 endless-loop']],
  [inFunction('while a < len(b):', '    print(b[a])', '    a += 1'), []],
  [inFunction('n = 0', 'while n < 10:', '    n -= 1'), ['3 endless-loop']],
  ['def f(a) -> int:\n    if a:\n        return 1\n', ['1 missing-return']],
  [
    'def f(a) -> int:\n    if a:\n        return 1\n    raise ValueError\n\n\ndef g(a) -> int | None:\n    if a:\n        return 1\n',
    [],
  ],
  // Resources
  [inFunction('x = open(a)', 'return x.read()'), ['2 resource-leak']],
  [inFunction('x = open(a)', 'y = x.read()', 'x.close()', 'return y'), []],
  [inFunction('x = open(a)', 'return x'), []],
  [inFunction('p = ThreadPoolExecutor()', 'return [p.submit(b) for _ in c]'), ['2 pool-leak']],
  [inFunction('with ThreadPoolExecutor() as p:', '    return [p.submit(b) for _ in c]'), []],
  [inFunction('a.acquire()', 'if b:', '    return 1', 'a.release()'), ['2 lock-not-released']],
  [inFunction('a.acquire()', 'try:', '    return 1', 'finally:', '    a.release()'), []],
  [inFunction('with open(a) as x:', '    pass', 'return x.read()'), ['4 use-after-close']],
  [inFunction('with open(a) as x:', '    y = x.read()', 'return y'), []],
  // Tasks and threads
  [`async def g():\n    pass\n\n\n${inAsync('g()')}`, ['6 not-awaited']],
  [`async def g():\n    pass\n\n\n${inAsync('await g()')}`, []],
  [inAsync('asyncio.create_task(a()).add_done_callback(b)'), ['2 lost-task']],
  [inAsync('time.sleep(1)', 'requests.get(a)'), ['2 blocking-in-async', '3 blocking-in-async']],
  [inAsync('await asyncio.sleep(1)'), []],
  [
    'class A:\n    def __init__(self):\n        self.l = threading.Lock()\n        self.n = 0\n\n    def get(self):\n        with self.l:\n            return self.n\n\n    def add(self):\n        self.n += 1\n',
    ['11 unguarded-write'],
  ],
  [
    'class A:\n    def __init__(self):\n        self.l = threading.Lock()\n        self.n = 0\n\n    def add(self):\n        with self.l:\n            self.n += 1\n',
    [],
  ],
  // Errors and results
  [inFunction('try:', '    a()', 'except Exception:', '    pass'), ['4 swallowed-exception']],
  [inFunction('try:', '    a()', 'except ValueError:', '    pass'), []],
  [inFunction('subprocess.run(["a"])', 'b()', 'subprocess.run(["a"], check=True)', 'b()'), ['2 unchecked-process']],
  [
    inFunction('if os.path.exists(a):', '    raise ValueError', 'with open(a, "w") as x:', '    x.write(b)'),
    ['2 check-then-act'],
  ],
  [inFunction('if os.path.exists(a):', '    with open(a) as x:', '        return x.read()'), []],
  [
    inFunction('a.strip()', 'a.replace("x", "y")', 'a = a.strip()', 'path.replace(b)'),
    ['2 result-ignored', '3 result-ignored'],
  ],
  [inFunction('m = re.match("x", a)', 'return m.group(1)'), ['3 none-used']],
  [inFunction('m = re.match("x", a)', 'if m:', '    return m.group(1)'), []],
  // Values
  [inFunction('pass').replace('c)', 'c=[])').replace('pass', 'c.append(1)'), ['1 mutable-default']],
  [inFunction('pass').replace('c)', 'c=[c])').replace('pass', 'c[0] += 1'), []],
  ['def f(a, b=[], c=()):\n    return len(b)\n', []],
  ['Decimal(1.15)\nDecimal("1.15")\nDecimal(2.0)\n', ['1 rounded-decimal']],
  ['class A:\n    def __eq__(self, o):\n        return True\n\n\nx = {A(), A()}\n', ['2 equal-without-hash']],
  ['class A:\n    def __eq__(self, o):\n        return True\n\n\nx = [A()]\n', []],
  ['def g(width, height): ...\n\n\ng(height, width)\ng(width, height)\n', ['4 swapped-arguments']],
  // Speed
  [inFunction('d = b""', 'for x in a:', '    d += x'), ['4 quadratic-concatenation']],
  [inFunction('d = ""', 'for x in a:', '    d += x'), []],
  [inFunction('for x in a:', '    User.objects.get(pk=x.id)'), ['3 query-in-loop']],
  [inFunction('for x in a:', '    print(x)', 'User.objects.filter(pk__in=a)'), []],
  [inFunction('for x in a:', '    re.compile(b).search(x)', '    re.compile(x)'), ['3 regex-in-loop']],
  [inFunction('d = sorted(b)', 'for x in a:', '    if x in d:', '        print(x)'), ['4 list-membership']],
  [inFunction('d = set(b)', 'for x in a:', '    if x in d:', '        print(x)'), []],
])
