// What ruff's picked rules say, and which safe forms they leave alone.
import { analyse } from './python.ts'
import { testTable } from './table.ts'

testTable(analyse, 'python', [
  ['def f(db, name):\n    db.execute(f"SELECT * FROM users WHERE name = \'{name}\'")\n', ['2 S608']],
  ['def f(db, name):\n    db.execute("SELECT * FROM users WHERE name = \'" + name + "\'")\n', ['2 S608']],
  ['def f(db, name):\n    db.execute("SELECT * FROM users WHERE name = \'%s\'" % name)\n', ['2 S608']],
  ['def f(db, name):\n    db.execute("SELECT * FROM users WHERE name = ?", (name,))\n', []],
  ['TABLE = "users"\n\n\ndef f(db):\n    db.execute(f"SELECT * FROM {TABLE} WHERE a = 1")\n', []],
  ['def f(log, name):\n    log.info(f"select {name} from the list")\n', []],
  ['import subprocess\n\n\ndef f(cmd):\n    subprocess.run(cmd, shell=True)\n', ['5 S602']],
  ['import subprocess\n\n\ndef f(cmd):\n    subprocess.run("ls -l", shell=True)\n    subprocess.run([cmd])\n', []],
  ['import os\n\n\ndef f(name):\n    os.system("rm " + name)\n    os.system("clear")\n', ['5 S605']],
  ['import pickle\n\n\ndef f(data):\n    return pickle.loads(data)\n', ['5 S301']],
  ['import json\n\n\ndef f(data):\n    return json.loads(data)\n', []],
  ['import yaml\n\n\ndef f(data):\n    return yaml.load(data, Loader=yaml.Loader)\n', ['5 S506']],
  ['import yaml\n\n\ndef f(data):\n    return yaml.safe_load(data)\n', []],
  ['def f(text):\n    return eval(text)\n', ['2 S307']],
  ['import ast\n\n\ndef f(text):\n    return ast.literal_eval(text)\n', []],
  ['import requests\n\n\ndef f(u):\n    return requests.get(u, verify=False, timeout=3)\n', ['5 S501']],
  ['import random\n\ntoken = random.randint(0, 9)\ndelay = random.random()\n', ['3 S311']],
  [
    'import hashlib\n\n\ndef f(password, data):\n    a = hashlib.md5(password)\n    return a, hashlib.md5(data)\n',
    ['5 S324'],
  ],
  ['def f(a, b=[]):\n    return b\n', ['1 B006']],
  ['def f(a, b=None, c=()):\n    return b or c\n', []],
  ['def f():\n    return missing\n', ['2 F821']],
  ['from x import *\n\n\ndef f():\n    return maybe(__file__)\n', []],
  ['import os\n\nunused = 1\n', []],
  ['def f():\n    try:\n        g()\n    finally:\n        return 1\n\n\ndef g(): ...\n', ['5 B012']],
  ['assert (1, "x")\n', ['1 F631']],
  ['def f(x):\n    return x is "a"\n', ['2 F632']],
  ['def f(x):\n    ValueError("x")\n    return x == x\n', ['2 PLW0133', '3 PLR0124']],
  ['import time\n\n\nasync def f():\n    time.sleep(1)\n', ['5 ASYNC251']],
  ['print("%s %s" % (1,))\n', ['1 F507']],
  ['return 1\n', ['1 F706']],
])
