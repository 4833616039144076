// What the fixes of our own rules make of Python.
import { type FixRow, testEveryFix, testFixes } from './fix-table.ts'
import { patternRules } from './patterns.ts'

const f = (...lines: string[]) => `def f(a, b, c):\n${lines.map((line) => `    ${line}\n`).join('')}`

const rows: FixRow[] = [
  [
    'patterns/swapped-arguments',
    'def g(width, height): ...\n\n\ng(height, width)\n',
    'def g(width, height): ...\n\n\ng(width, height)\n',
  ],
  [
    'patterns/not-awaited',
    `async def g(): ...\n\n\nasync ${f('g()')}`,
    `async def g(): ...\n\n\nasync ${f('await g()')}`,
  ],
  [
    'patterns/loop-in-loop',
    `import asyncio\n\n\nasync ${f('return asyncio.run(a()).name')}`,
    `import asyncio\n\n\nasync ${f('return (await a()).name')}`,
  ],
  [
    'patterns/blocking-in-async',
    `import time\n\n\nasync ${f('time.sleep(1)')}`,
    `import asyncio\nimport time\n\n\nasync ${f('await asyncio.sleep(1)')}`,
  ],
  [
    'patterns/blocking-in-async',
    `import asyncio, requests\n\n\nasync ${f('return requests.get(a, timeout=3).json()')}`,
    `import asyncio, requests\n\n\nasync ${f('return (await asyncio.to_thread(requests.get, a, timeout=3)).json()')}`,
  ],
  [
    'patterns/unguarded-write',
    'import threading\n\n\nclass A:\n    def __init__(self):\n        self.l = threading.Lock()\n        self.n = 0\n\n    def get(self):\n        with self.l:\n            return self.n\n\n    def add(self):\n        self.n += 1\n',
    'import threading\n\n\nclass A:\n    def __init__(self):\n        self.l = threading.Lock()\n        self.n = 0\n\n    def get(self):\n        with self.l:\n            return self.n\n\n    def add(self):\n        with self.l:\n            self.n += 1\n',
  ],
  ['patterns/always-true', f('if a == "x" or "y":', '    c()'), f('if a in ("x", "y"):', '    c()')],
  ['patterns/always-true', f('if a == "x" or "y" or "z":', '    c()'), f('if a in ("x", "y", "z"):', '    c()')],
  ['patterns/always-true', f('if a != 1 or a != 2:', '    c()'), f('if a != 1 and a != 2:', '    c()')],
  ['patterns/always-true', f('if a < 1 and a > 2:', '    c()'), null],
  [
    'patterns/method-not-called',
    'class A:\n    def ready(self):\n        return 1\n\n    def f(self):\n        if self.ready:\n            g()\n\n\ndef g(): ...\n',
    'class A:\n    def ready(self):\n        return 1\n\n    def f(self):\n        if self.ready():\n            g()\n\n\ndef g(): ...\n',
  ],
  [
    'patterns/float-equality',
    `"""What this is."""\n\n${f('return a * 0.1 != b')}`,
    `"""What this is."""\n\nimport math\n\n${f('return not math.isclose(a * 0.1, b)')}`,
  ],
  [
    'patterns/index-past-end',
    f('for i in range(len(a) + 1):', '    print(a[i])'),
    f('for i in range(len(a)):', '    print(a[i])'),
  ],
  ['patterns/index-past-end', f('return a[len(a)]'), f('return a[-1]')],
  ['patterns/index-past-end', f('a[len(a)] = b'), null],
  [
    'patterns/index-past-end',
    f('i = 0', 'while i <= len(a):', '    print(a[i])', '    i += 1'),
    f('i = 0', 'while i < len(a):', '    print(a[i])', '    i += 1'),
  ],
  [
    'patterns/timing-unsafe-compare',
    'import hashlib\n\n\ndef f(signature, expected_signature):\n    return signature != expected_signature\n',
    'import hmac\nimport hashlib\n\n\ndef f(signature, expected_signature):\n    return not hmac.compare_digest(signature, expected_signature)\n',
  ],
  [
    'patterns/predictable-secret',
    'import random\n\n\ndef f():\n    token = random.choice("abc")\n    return token\n',
    'import secrets\nimport random\n\n\ndef f():\n    token = secrets.choice("abc")\n    return token\n',
  ],
  [
    'patterns/predictable-secret',
    'import random, secrets\n\ntoken = random.randint(1, 9)\n',
    'import random, secrets\n\ntoken = secrets.SystemRandom().randint(1, 9)\n',
  ],
  [
    'patterns/few-hash-rounds',
    'import hashlib\n\nN = 1000\n\n\ndef f(p, s):\n    return hashlib.pbkdf2_hmac("sha256", p, s, N)\n',
    'import hashlib\n\nN = 600_000\n\n\ndef f(p, s):\n    return hashlib.pbkdf2_hmac("sha256", p, s, N)\n',
  ],
  [
    'patterns/swallowed-exception',
    `import logging\n\nlogger = logging.getLogger(__name__)\n\n\n${f('try:', '    a()', 'except:', '    pass')}`,
    `import logging\n\nlogger = logging.getLogger(__name__)\n\n\n${f('try:', '    a()', 'except Exception:', '    logger.exception("f failed")')}`,
  ],
  [
    'patterns/swallowed-exception',
    f('for x in a:', '    try:', '        x()', '    except Exception:', '        continue'),
    `import logging\n\n${f('for x in a:', '    try:', '        x()', '    except Exception:', '        logging.exception("f failed")', '        continue')}`,
  ],
  [
    'patterns/unchecked-process',
    `import subprocess\n\n\n${f('subprocess.run(["a"])', 'b()')}`,
    `import subprocess\n\n\n${f('subprocess.run(["a"], check=True)', 'b()')}`,
  ],
  ['patterns/result-ignored', f('a.strip()', 'return a'), f('a = a.strip()', 'return a')],
  ['patterns/result-ignored', f('sorted(a)', 'return a'), null],
  [
    'patterns/insecure-url',
    'import requests\n\nURL = "http://pay.example.com/x"\nrequests.post(URL, timeout=3)\n',
    'import requests\n\nURL = "https://pay.example.com/x"\nrequests.post(URL, timeout=3)\n',
  ],
  [
    'patterns/xml-entities',
    'from lxml import etree\n\netree.XMLParser(resolve_entities=True, no_network=False)\n',
    'from lxml import etree\n\netree.XMLParser(resolve_entities=False, no_network=True)\n',
  ],
  [
    'patterns/xml-entities',
    f('a.setFeature(b.feature_external_ges, True)'),
    f('a.setFeature(b.feature_external_ges, False)'),
  ],
  [
    'patterns/modified-while-iterating',
    f('for k in a:', '    if k:', '        del a[k]'),
    f('for k in list(a):', '    if k:', '        del a[k]'),
  ],
  [
    'patterns/modified-while-iterating',
    f('for k, v in a.items():', '    if v:', '        a.pop(k)'),
    f('for k, v in list(a.items()):', '    if v:', '        a.pop(k)'),
  ],
  ['patterns/endless-loop', f('n = 0', 'while n < 10:', '    n -= 1'), f('n = 0', 'while n < 10:', '    n += 1')],
  ['patterns/endless-loop', f('while a < len(b):', '    print(b[a])'), null],
  [
    'patterns/quadratic-concatenation',
    f('xs = []', 'for x in a:', '    xs = xs + [x]', 'return xs'),
    f('xs = []', 'for x in a:', '    xs += [x]', 'return xs'),
  ],
  ['patterns/quadratic-concatenation', f('d = b""', 'for x in a:', '    d += x'), null],
  [
    'patterns/regex-in-loop',
    `import re\n\n\n${f('for x in a:', '    found = re.compile(b)', '    found.search(x)')}`,
    `import re\n\n\n${f('found = re.compile(b)', 'for x in a:', '    found.search(x)')}`,
  ],
  [
    'patterns/resource-leak',
    f('x = open(a)', '# all of it', 'if b:', '    return x.read()', 'return None'),
    f('with open(a) as x:', '    # all of it', '    if b:', '        return x.read()', '    return None'),
  ],
  ['patterns/resource-leak', f('x = open(a)', 'return """\n""" + x.read()'), null],
  ['patterns/resource-leak', f('if b:', '    x = open(a)', '    c = 1', 'return x.read()'), null],
  [
    'patterns/pool-leak',
    `from concurrent.futures import ThreadPoolExecutor\n\n\n${f('p = ThreadPoolExecutor()', 'return [p.submit(b) for _ in c]')}`,
    `from concurrent.futures import ThreadPoolExecutor\n\n\n${f('with ThreadPoolExecutor() as p:', '    return [p.submit(b) for _ in c]')}`,
  ],
  [
    'patterns/tls-unverified',
    'import ssl\n\nc = ssl.create_default_context()\nc.check_hostname = False\nc.verify_mode = ssl.CERT_NONE\n',
    'import ssl\n\nc = ssl.create_default_context()\nc.check_hostname = True\nc.verify_mode = ssl.CERT_REQUIRED\n',
  ],
  [
    'patterns/tls-unverified',
    'import ssl\n\nssl._create_default_https_context = ssl._create_unverified_context\n',
    'import ssl\n\nssl._create_default_https_context = ssl.create_default_context\n',
  ],
  ['patterns/tls-unverified', f('a.connect(b, verify_certs=False)'), f('a.connect(b, verify_certs=True)')],
  [
    'patterns/old-tls',
    'import ssl\n\nc = ssl.create_default_context()\nc.minimum_version = ssl.TLSVersion.TLSv1\n',
    'import ssl\n\nc = ssl.create_default_context()\nc.minimum_version = ssl.TLSVersion.TLSv1_2\n',
  ],
  [
    'patterns/jwt-unverified',
    `import jwt\n\n\n${f('return jwt.decode(a, b, algorithms=["HS256"], options={"verify_signature": False})')}`,
    `import jwt\n\n\n${f('return jwt.decode(a, b, algorithms=["HS256"], options={"verify_signature": True})')}`,
  ],
  [
    'patterns/jwt-unverified',
    `import jwt\n\n\n${f('return jwt.decode(a, b, algorithms=["HS256", "none"])')}`,
    `import jwt\n\n\n${f('return jwt.decode(a, b, algorithms=["HS256"])')}`,
  ],
  [
    'patterns/jwt-unverified',
    `import jwt\n\n\n${f('return jwt.decode(a, options={"verify_signature": False})')}`,
    null,
  ],
  [
    'patterns/cookie-flags',
    f('a.set_cookie("session", b, secure=False)'),
    f('a.set_cookie("session", b, secure=True, httponly=True)'),
  ],
  ['patterns/insecure-setting', 'SESSION_COOKIE_SECURE = False\n', 'SESSION_COOKIE_SECURE = True\n'],
  ['patterns/insecure-setting', 'CORS_ORIGIN_ALLOW_ALL = True\n', 'CORS_ORIGIN_ALLOW_ALL = False\n'],
  [
    'patterns/csrf-exempt',
    'from django.views.decorators.csrf import csrf_exempt\n\n\n@csrf_exempt\ndef pay(request):\n    return int(request.POST["amount"])\n',
    'from django.views.decorators.csrf import csrf_exempt\n\n\ndef pay(request):\n    return int(request.POST["amount"])\n',
  ],
  [
    'patterns/mutable-default',
    'def f(x, out: list[int] = []):\n    """Adds."""\n    out.append(x)\n    return out\n',
    'def f(x, out: list[int] | None = None):\n    """Adds."""\n    if out is None:\n        out = []\n    out.append(x)\n    return out\n',
  ],
  ['patterns/mutable-default', 'def f(x, out=[0, 0]):\n    out[x] += 1\n    return out\n', null],
  [
    'patterns/rounded-decimal',
    'from decimal import Decimal\n\nx = Decimal(1.15)\n',
    'from decimal import Decimal\n\nx = Decimal("1.15")\n',
  ],
  ['patterns/rounded-decimal', f('price = a', 'return int(price * 100)'), f('price = a', 'return round(price * 100)')],
  // Line breaks, and signs that are two units wide
  [
    'patterns/mutable-default',
    'def f(x, y="😀", out=[]):\r\n    out.append(x)\r\n    return out\r\n',
    'def f(x, y="😀", out=None):\r\n    if out is None:\r\n        out = []\r\n    out.append(x)\r\n    return out\r\n',
  ],
]

testFixes('python', rows)
testEveryFix(
  'python',
  patternRules.filter(({ languages, fix }) => languages.includes('python') && fix).map(({ id }) => `patterns/${id}`),
  rows,
)
