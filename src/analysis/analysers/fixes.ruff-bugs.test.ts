// What the fixes for ruff's findings make of Python, ruff's own and ours: bugs.
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
]

testFixes('python', rows)
testEveryFix(
  'python',
  Object.entries(ruffRules)
    .filter(([, { fixable, fix, category }]) => (fixable || fix) && category !== 'security')
    .map(([code]) => `python/${code}`),
  rows,
)
