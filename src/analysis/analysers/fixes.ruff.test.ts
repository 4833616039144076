// What the fixes for ruff's findings make of Python: ruff's own and ours.
import { type FixRow, testEveryFix, testFixes } from './fix-table.ts'
import { ruffRules } from './python.ts'

const rows: FixRow[] = [
  ['python/B002', 'def f(a, b, c):\n    ++a\n    return a\n', 'def f(a, b, c):\n    a += 1\n    return a\n'],
  [
    'python/B003',
    'import os\n\n\ndef f(a, b, c):\n    os.environ = {"A": a}\n',
    'import os\n\n\ndef f(a, b, c):\n    os.environ.clear()\n    os.environ.update({"A": a})\n',
  ],
  [
    'python/B005',
    'def f(a, b, c):\n    return a.lstrip("http://")\n',
    'def f(a, b, c):\n    return a.removeprefix("http://")\n',
  ],
  ['python/B005', 'def f(a, b, c):\n    return a.strip("http://")\n', null],
  ['python/B016', 'def f(a, b, c):\n    raise "no"\n', 'def f(a, b, c):\n    raise RuntimeError("no")\n'],
  [
    'python/B023',
    'def f(a, b, c):\n    for x in a:\n        b.append(lambda: x)\n',
    'def f(a, b, c):\n    for x in a:\n        b.append(lambda x=x: x)\n',
  ],
  [
    'python/B023',
    'def f(a, b, c):\n    for x in a:\n        def g(y):\n            return x + y\n        b.append(g)\n',
    'def f(a, b, c):\n    for x in a:\n        def g(y, x=x):\n            return x + y\n        b.append(g)\n',
  ],
  ['python/B032', 'a = {}\na["x"]: 3\n', 'a = {}\na["x"] = 3\n'],
  ['python/B034', 'import re\n\nre.sub("a", "b", "c", re.I)\n', 'import re\n\nre.sub("a", "b", "c", flags=re.I)\n'],
  ['python/B034', 'import re\n\nre.split("a", "b", 1)\n', 'import re\n\nre.split("a", "b", maxsplit=1)\n'],
  ['python/F601', 'x = {"a": 1, "b": 2, "a": 1}\n', 'x = {"a": 1, "b": 2}\n'],
  ['python/F601', 'x = {"a": 1, "a": 2}\n', null],
  ['python/F631', 'def f(a, b, c):\n    assert (a, "none")\n', 'def f(a, b, c):\n    assert a, "none"\n'],
  ['python/F632', 'def f(a, b, c):\n    return a is "x"\n', 'def f(a, b, c):\n    return a == "x"\n'],
  ['python/F633', 'import sys\n\nprint >>sys.stderr, "x", 1\n', 'import sys\n\nprint("x", 1, file=sys.stderr)\n'],
  [
    'python/F634',
    'def f(a, b, c):\n    if (a,):\n        return b\n',
    'def f(a, b, c):\n    if a:\n        return b\n',
  ],
  ['python/F811', 'import os\nimport sys\nimport os\n\nprint(os, sys)\n', 'import os\nimport sys\n\nprint(os, sys)\n'],
  [
    'python/F821',
    'import os\n\n\ndef f(x):\n    return json.loads(x)\n',
    'import json\nimport os\n\n\ndef f(x):\n    return json.loads(x)\n',
  ],
  [
    'python/F821',
    'import os\n\n\ndef f(x) -> Optional[str]:\n    return x\n',
    'from typing import Optional\nimport os\n\n\ndef f(x) -> Optional[str]:\n    return x\n',
  ],
  ['python/F821', 'def f():\n    return missing\n', null],
  [
    'python/F901',
    'class A:\n    def f(self):\n        raise NotImplemented("f")\n',
    'class A:\n    def f(self):\n        raise NotImplementedError("f")\n',
  ],
  [
    'python/LOG007',
    'import logging\n\n\ndef f(a, b, c):\n    try:\n        a()\n    except ValueError:\n        logging.exception("x", exc_info=False)\n',
    'import logging\n\n\ndef f(a, b, c):\n    try:\n        a()\n    except ValueError:\n        logging.error("x", exc_info=False)\n',
  ],
  ['python/PIE794', 'class A:\n    x = 1\n    y = 2\n    x = 1\n', 'class A:\n    x = 1\n    y = 2\n'],
  ['python/PIE794', 'class A:\n    x = 1\n    x = 2\n', null],
  [
    'python/PLE0101',
    'class A(dict):\n    def __init__(self):\n        return super().__init__()\n',
    'class A(dict):\n    def __init__(self):\n        super().__init__()\n',
  ],
  [
    'python/PLE0241',
    'class B: ...\n\n\nclass C: ...\n\n\nclass A(B, C, B): ...\n',
    'class B: ...\n\n\nclass C: ...\n\n\nclass A(B, C): ...\n',
  ],
  [
    'python/PLE0307',
    'class A:\n    def __str__(self):\n        return 1\n',
    'class A:\n    def __str__(self):\n        return str(1)\n',
  ],
  [
    'python/PLE0604',
    'class A: ...\n\n\n__all__ = [A, "B"]\n\nB = 1\n',
    'class A: ...\n\n\n__all__ = ["A", "B"]\n\nB = 1\n',
  ],
  [
    'python/PLE1205',
    'import logging\n\n\ndef f(a, b, c):\n    logging.info("got", a, b)\n',
    'import logging\n\n\ndef f(a, b, c):\n    logging.info("got %s %s", a, b)\n',
  ],
  ['python/PLE1205', 'import logging\n\n\ndef f(a, b, c):\n    logging.info("got %s", a, b)\n', null],
  [
    'python/PLE1310',
    'def f(a, b, c):\n    return "a".rstrip("..txt")\n',
    'def f(a, b, c):\n    return "a".removesuffix("..txt")\n',
  ],
  [
    'python/PLE1519',
    'from functools import singledispatch\n\n\nclass A:\n    @singledispatch\n    def f(self, x): ...\n',
    'from functools import singledispatch, singledispatchmethod\n\n\nclass A:\n    @singledispatchmethod\n    def f(self, x): ...\n',
  ],
  [
    'python/PLE1520',
    'from functools import singledispatchmethod\n\n\n@singledispatchmethod\ndef f(x): ...\n',
    'from functools import singledispatchmethod, singledispatch\n\n\n@singledispatch\ndef f(x): ...\n',
  ],
  ['python/PLE2502', '# say\nx = "a\u202eb"  # c\u2066\n', '# say\nx = "ab"  # c\n'],
  [
    'python/PLW0133',
    'def f(a, b, c):\n    if a:\n        ValueError("x")\n',
    'def f(a, b, c):\n    if a:\n        raise ValueError("x")\n',
  ],
  [
    'python/PLW0245',
    'class A(dict):\n    def f(self):\n        return super.f()\n',
    'class A(dict):\n    def f(self):\n        return super().f()\n',
  ],
  [
    'python/PLW0711',
    'def f(a, b, c):\n    try:\n        a()\n    except KeyError or ValueError:\n        b()\n',
    'def f(a, b, c):\n    try:\n        a()\n    except (KeyError, ValueError):\n        b()\n',
  ],
  [
    'python/PLW1507',
    'import copy\nimport os\n\nx = copy.copy(os.environ)\n',
    'import copy\nimport os\n\nx = os.environ.copy()\n',
  ],
  ['python/PLW1508', 'import os\n\nx = os.getenv("PORT", 80)\n', 'import os\n\nx = int(os.getenv("PORT", "80"))\n'],
  [
    'python/PLW1508',
    'import os\n\nx = int(os.environ.get("PORT", 80))\n',
    'import os\n\nx = int(os.environ.get("PORT", "80"))\n',
  ],
  ['python/PLW1508', 'import os\n\nx = os.getenv("DEBUG", False)\n', null],
  [
    'python/PLW1509',
    'import os\nimport subprocess\n\np = subprocess.Popen(["x"], preexec_fn=os.setsid)\n',
    'import os\nimport subprocess\n\np = subprocess.Popen(["x"], start_new_session=True)\n',
  ],
  [
    'python/RUF008',
    'from dataclasses import dataclass\n\n\n@dataclass\nclass A:\n    x: list[int] = []\n',
    'from dataclasses import field\nfrom dataclasses import dataclass\n\n\n@dataclass\nclass A:\n    x: list[int] = field(default_factory=list)\n',
  ],
  [
    'python/RUF008',
    'import dataclasses\n\n\n@dataclasses.dataclass\nclass A:\n    x: dict[str, int] = {"a": 1}\n',
    'import dataclasses\n\n\n@dataclasses.dataclass\nclass A:\n    x: dict[str, int] = dataclasses.field(default_factory=lambda: {"a": 1})\n',
  ],
  [
    'python/RUF017',
    'def f(a, b, c):\n    return sum(a, [])\n',
    'def f(a, b, c):\n    return [item for items in a for item in items]\n',
  ],
  [
    'python/RUF018',
    'def f(a, b, c):\n    assert (x := a()) is not None\n    return x\n',
    'def f(a, b, c):\n    x = a()\n    assert x is not None\n    return x\n',
  ],
  ['python/RUF018', 'def f(a, b, c):\n    assert b and (x := a())\n    return x\n', null],
  ['python/RUF024', 'x = dict.fromkeys("abc", [])\n', 'x = {key: [] for key in "abc"}\n'],
  [
    'python/RUF026',
    'from collections import defaultdict\n\nx = defaultdict(default_factory=int)\n',
    'from collections import defaultdict\n\nx = defaultdict(int)\n',
  ],
  ['python/RUF064', 'import os\n\nos.chmod("a", 644)\n', 'import os\n\nos.chmod("a", 0o644)\n'],
  ['python/S103', 'import os\n\nos.chmod("a", 0o777)\n', 'import os\n\nos.chmod("a", 0o755)\n'],
  [
    'python/S201',
    'from flask import Flask\n\napp = Flask(__name__)\napp.run(debug=True)\n',
    'from flask import Flask\n\napp = Flask(__name__)\napp.run(debug=False)\n',
  ],
  [
    'python/S202',
    'import tarfile\n\n\ndef f(p, to):\n    with tarfile.open(p) as t:\n        t.extractall(to)\n',
    'import tarfile\n\n\ndef f(p, to):\n    with tarfile.open(p) as t:\n        t.extractall(to, filter="data")\n',
  ],
  [
    'python/S308',
    'from django.utils.safestring import mark_safe\n\n\ndef f(x):\n    return mark_safe(f"<b>{x.name}</b>")\n',
    'from django.utils.html import format_html\nfrom django.utils.safestring import mark_safe\n\n\ndef f(x):\n    return format_html("<b>{}</b>", x.name)\n',
  ],
  [
    'python/S323',
    'import ssl\n\nc = ssl._create_unverified_context()\n',
    'import ssl\n\nc = ssl.create_default_context()\n',
  ],
  [
    'python/S324',
    'import hashlib\n\n\ndef f(token):\n    return hashlib.md5(token).hexdigest()\n',
    'import hashlib\n\n\ndef f(token):\n    return hashlib.sha256(token).hexdigest()\n',
  ],
  [
    'python/S324',
    'import hashlib\n\n\ndef f(token):\n    return hashlib.new("md5", token)\n',
    'import hashlib\n\n\ndef f(token):\n    return hashlib.new("sha256", token)\n',
  ],
  ['python/S324', 'import hashlib\n\n\ndef f(password):\n    return hashlib.md5(password)\n', null],
  [
    'python/S501',
    'import requests\n\n\ndef f(x):\n    return requests.get(x, verify=False, timeout=3)\n',
    'import requests\n\n\ndef f(x):\n    return requests.get(x, verify=True, timeout=3)\n',
  ],
  [
    'python/S502',
    'from OpenSSL import SSL\n\nc = SSL.Context(method=SSL.SSLv3_METHOD)\n',
    'from OpenSSL import SSL\n\nc = SSL.Context(method=SSL.TLSv1_2_METHOD)\n',
  ],
  [
    'python/S503',
    'import ssl\n\n\ndef f(version=ssl.PROTOCOL_TLSv1):\n    return version\n',
    'import ssl\n\n\ndef f(version=ssl.PROTOCOL_TLSv1_2):\n    return version\n',
  ],
  [
    'python/S505',
    'from cryptography.hazmat.primitives.asymmetric import rsa\n\nk = rsa.generate_private_key(65537, key_size=1024)\n',
    'from cryptography.hazmat.primitives.asymmetric import rsa\n\nk = rsa.generate_private_key(65537, key_size=3072)\n',
  ],
  [
    'python/S506',
    'import yaml\n\n\ndef f(x):\n    return yaml.load(x, Loader=yaml.Loader)\n',
    'import yaml\n\n\ndef f(x):\n    return yaml.safe_load(x)\n',
  ],
  [
    'python/S507',
    'import paramiko\n\nc = paramiko.SSHClient()\nc.set_missing_host_key_policy(paramiko.AutoAddPolicy())\n',
    'import paramiko\n\nc = paramiko.SSHClient()\nc.load_system_host_keys()\nc.set_missing_host_key_policy(paramiko.RejectPolicy())\n',
  ],
  [
    'python/S602',
    'import subprocess\n\n\ndef f(url, to):\n    subprocess.run(f"git clone --depth=1 {url} {to}/src", shell=True, check=True)\n',
    'import subprocess\n\n\ndef f(url, to):\n    subprocess.run(["git", "clone", "--depth=1", url, f"{to}/src"], check=True)\n',
  ],
  [
    'python/S602',
    'import subprocess\n\n\ndef f(url):\n    subprocess.run(f"curl {url} | sh", shell=True, check=True)\n',
    null,
  ],
  [
    'python/S605',
    'import os\n\n\ndef f(name):\n    os.system(f"rm -r {name}")\n',
    'import subprocess\nimport os\n\n\ndef f(name):\n    subprocess.run(["rm", "-r", name], check=False)\n',
  ],
  [
    'python/S608',
    'import sqlite3\n\n\ndef f(db, name, n):\n    db.execute(f"SELECT * FROM users WHERE name = \'{name}\' AND n > {n}")\n',
    'import sqlite3\n\n\ndef f(db, name, n):\n    db.execute("SELECT * FROM users WHERE name = ? AND n > ?", (name, n))\n',
  ],
  [
    'python/S608',
    'import psycopg2\n\n\ndef f(cur, n):\n    cur.execute(f"SELECT * FROM users WHERE n = {n} ORDER BY n")\n',
    'import psycopg2\n\n\ndef f(cur, n):\n    cur.execute("SELECT * FROM users WHERE n = %s ORDER BY n", (n,))\n',
  ],
  [
    'python/S608',
    'import sqlite3\n\n\ndef f(db, a, b):\n    db.execute(f"INSERT INTO t (a, b) VALUES ({a}, \'{b}\')")\n',
    'import sqlite3\n\n\ndef f(db, a, b):\n    db.execute("INSERT INTO t (a, b) VALUES (?, ?)", (a, b))\n',
  ],
  ['python/S608', 'import sqlite3\n\n\ndef f(db, a):\n    db.execute(f"SELECT * FROM t WHERE a IN ({a})")\n', null],
  ['python/S608', 'import sqlite3\n\n\ndef f(db, table):\n    db.execute(f"SELECT * FROM {table}")\n', null],
  [
    'python/S701',
    'import jinja2\n\ne = jinja2.Environment(loader=jinja2.BaseLoader())\n',
    'import jinja2\n\ne = jinja2.Environment(loader=jinja2.BaseLoader(), autoescape=True)\n',
  ],
  [
    'python/S701',
    'import jinja2\n\ne = jinja2.Environment(autoescape=False)\n',
    'import jinja2\n\ne = jinja2.Environment(autoescape=True)\n',
  ],
  [
    'python/S704',
    'from markupsafe import Markup\n\n\ndef f(x):\n    return Markup(f"<b>{x}</b>")\n',
    'from markupsafe import Markup\n\n\ndef f(x):\n    return Markup("<b>{}</b>").format(x)\n',
  ],
  ['python/T100', 'def f(a, b, c):\n    breakpoint()\n    return a\n', 'def f(a, b, c):\n    return a\n'],
  [
    'python/T100',
    'def f(a, b, c):\n    if a:\n        breakpoint()\n    return a\n',
    'def f(a, b, c):\n    if a:\n        pass\n    return a\n',
  ],
  ['python/T100', 'def f():\n    import pdb; pdb.set_trace()\n', null],
  [
    'python/YTT101',
    'import sys\n\nx = sys.version[:3]\n',
    'import sys\n\nx = f"{sys.version_info.major}.{sys.version_info.minor}"\n',
  ],
  ['python/YTT103', 'import sys\n\nx = sys.version >= "3.5"\n', 'import sys\n\nx = sys.version_info >= (3, 5)\n'],
  [
    'python/YTT204',
    'import sys\n\nx = sys.version_info.minor >= 7\n',
    'import sys\n\nx = sys.version_info[:2] >= (3, 7)\n',
  ],
  ['python/F632', 'x = "😀"; y = x is "b"\r\nz = 1\r\n', 'x = "😀"; y = x == "b"\r\nz = 1\r\n'],
  [
    'python/S501',
    'import requests\r\n\r\nx = "😀"; requests.get(x, verify=False, timeout=3)\r\n',
    'import requests\r\n\r\nx = "😀"; requests.get(x, verify=True, timeout=3)\r\n',
  ],
]

testFixes('python', rows)
testEveryFix(
  'python',
  Object.entries(ruffRules).flatMap(([code, { fixable, fix }]) => (fixable || fix ? [`python/${code}`] : [])),
  rows,
)
