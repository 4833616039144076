// What the fixes for ruff's findings make of Python, ruff's own and ours: weaknesses.
import { type FixRow, testEveryFix, testFixes } from './fix-table.ts'
import { ruffRules } from './python.ts'

const rows: FixRow[] = [
  ['python/PLE2502', '# say\nx = "a\u202eb"  # c\u2066\n', '# say\nx = "ab"  # c\n'],
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
  [
    'python/S501',
    'import requests\r\n\r\nx = "😀"; requests.get(x, verify=False, timeout=3)\r\n',
    'import requests\r\n\r\nx = "😀"; requests.get(x, verify=True, timeout=3)\r\n',
  ],
]

testFixes('python', rows)
testEveryFix(
  'python',
  Object.entries(ruffRules)
    .filter(([, { fixable, fix, category }]) => (fixable || fix) && category === 'security')
    .map(([code]) => `python/${code}`),
  rows,
)
