// Values followed through Python: what is told, and what must stay unsaid.
import { testTable } from './table.ts'
import { analyse } from './values.ts'

const f = (...lines: string[]) => `def f(a, b, items):\n${lines.map((line) => `    ${line}\n`).join('')}`

testTable(analyse, 'python', [
  // Missing on one way
  [f('x = None', 'if a:', '    x = b', 'return x.name'), ['5 null-dereference']],
  [f('x = None', 'if a:', '    x = b', 'else:', '    x = a', 'return x.name'), []],
  [f('x = None', 'if a:', '    x = b', 'if x is not None:', '    return x.name'), []],
  [f('x = None', 'for one in items:', '    x = one', 'return x.name'), ['5 null-dereference']],
  [f('x = None', 'if a > 3:', '    x = b', 'if a > 3:', '    return x.name'), []],
  [f('if b is None:', '    print("none")', 'return b.name'), ['4 null-dereference']],
  [f('if b is None:', '    return 0', 'return b.name'), []],
  [
    'def g(a):\n    if a:\n        return [a]\n    return None\ndef f(a):\n    return g(a).pop()\n',
    ['6 null-dereference'],
  ],
  ['import re\ndef f(a):\n    return re.match("x", a).group()\n', ['3 null-dereference']],
  ['import re\ndef f(a):\n    m = re.match("x", a)\n    return m and m.group()\n', []],
  ['try:\n    import zlib\nexcept ImportError:\n    zlib = None\ndef f(a):\n    return zlib.crc32(a)\n', []],
  // Always the same
  [f('if a < 3 and a > 9:', '    return b'), ['2 always-true-or-false']],
  [f('if a != 1 or a != 2:', '    return b'), ['2 always-true-or-false']],
  [f('if len(items) >= 0:', '    return b'), ['2 always-true-or-false']],
  [f('done = False', 'for one in items:', '    if one:', '        done = True', 'if done:', '    return b'), []],
  [f('if a > 5:', '    return 1', 'if a > 9:', '    return 2'), ['4 always-true-or-false']],
  [f('if a > 9:', '    return 1', 'if a > 5:', '    return 2'), []],
  [f('assert len(items) >= 0', 'while True:', '    b()'), []],
  [f('seen = False', 'try:', '    b[a] = 1', 'except KeyError:', '    seen = True', 'if seen:', '    return 1'), []],
  // Never runs
  [f('return a', 'b()'), ['3 unreachable-code']],
  [f('if a:', '    return 1', 'else:', '    raise b', 'b()'), ['6 unreachable-code']],
  [f('while True:', '    if a():', '        break', 'b()'), []],
  [f('try:', '    a()', 'except Exception:', '    b()', 'except ValueError:', '    a.x()'), ['6 unreachable-code']],
  // Open, held, closed
  [f('h = open(a)', 'if b:', '    return 1', 'h.close()'), ['2 resource-not-closed']],
  [f('h = open(a)', 'try:', '    return h.read()', 'finally:', '    h.close()'), []],
  [f('h = open(a)', 'return b(h)'), []],
  [f('with open(a) as h:', '    x = h.read()', 'return h.readline()'), ['4 use-after-close']],
  [f('h = open(a)', 'h.close()', 'h = open(b)', 'x = h.read()', 'h.close()'), []],
  [f('b.lock.acquire()', 'if a:', '    return 1', 'b.lock.release()'), ['2 lock-not-released']],
  [f('b.lock.acquire()', 'try:', '    return items.pop()', 'finally:', '    b.lock.release()'), []],
  [f('with b.lock:', '    return items.pop()'), []],
  // Past the end
  [f('for i in range(len(items) + 1):', '    a(items[i])'), ['3 off-by-one']],
  [f('for i in range(len(items)):', '    a(items[i])'), []],
  [f('n = len(items)', 'return items[n]'), ['3 off-by-one']],
  [f('return items[len(items) - 1]'), []],
  [f('for i in range(len(items)):', '    if i + 1 < len(items):', '        a(items[i + 1])'), []],
  // Of different kinds
  [f('x = a.strip()', 'return x == 5'), ['3 unrelated-comparison']],
  [f('x = int(a.strip())', 'return x == 5'), []],
  [f('return tuple(a) == (1, 2)'), []],
  [f('x = [one for one in items]', 'return x == (1, 2)'), ['3 unrelated-comparison']],
  // Waiting
  ['async def g():\n    return 1\nasync def f():\n    return g() + 1\n', ['4 forgotten-await']],
  ['async def g():\n    return 1\nasync def f():\n    return await g() + 1\n', []],
  ['async def g():\n    return 1\nasync def f():\n    if not await g():\n        return 2\n', []],
  // Arguments
  [
    'def move(left, right):\n    return left\ndef f(left, right):\n    return move(right, left)\n',
    ['4 argument-order'],
  ],
  ['def move(left, right):\n    return left\ndef f(left, right):\n    return move(left, right)\n', []],
  // Errors
  [f('try:', '    a.save()', 'except Exception:', '    return None'), ['4 swallowed-exception']],
  [f('try:', '    return int(a)', 'except ValueError:', '    return None'), []],
  // Never told: what others change, and what a chain of comparisons leaves open
  [f('if not 0 < a < 53:', '    if a == 53:', '        return b'), []],
  [f('x = [1, 2]', 'while x:', '    del x[0]', 'return x'), []],
  [f('x = []', 'add = x.append', 'for one in items:', '    add(one)', '    if len(x) == 1:', '        return b'), []],
  [
    f(
      'found = False',
      'try:',
      '    b.items',
      'except AttributeError:',
      '    pass',
      'else:',
      '    found = True',
      'if not found:',
      '    return b',
    ),
    [],
  ],
  // A method that a subclass may have otherwise
  [
    'class A:\n    def say(self):\n        return "a"\n    def f(self):\n        if self.say() is not None:\n            return 1\n',
    [],
  ],
  // False is not nothing
  [
    'def g(a):\n    if a == 1:\n        return True\n    if a == 2:\n        return False\ndef f(a):\n    x = g(a)\n    if x:\n        return 1\n    elif x is None:\n        return 2\n',
    [],
  ],
  [
    f(
      'starts = []',
      'empty = False',
      'while True:',
      '    if a():',
      '        if len(starts) > 0:',
      '            if empty:',
      '                return b',
      '        starts.append(1)',
      '        empty = False',
      '    elif b():',
      '        empty = True',
    ),
    [],
  ],
  [f('a[len(a)] = b'), []],
  // Another item in each round
  [
    f(
      'last = None',
      'for one in items:',
      '    if one == 0:',
      '        if last is None:',
      '            return a',
      '    last = one',
    ),
    [],
  ],
  [
    f(
      'skip = []',
      'way = 1',
      'for one in items:',
      '    if one == a:',
      '        way = 0',
      '    elif way == 0:',
      '        skip.append(one)',
      'if skip:',
      '    return b',
    ),
    [],
  ],
  // What hangs together: a value and the question it depends on
  [f('n = a.get() if a.size() > 0 else None', 'b.load(a)', 'if a.size() > 0:', '    return n.name'), []],
  [f('n = a.get() if a.size() > 0 else None', 'return n.name'), ['3 null-dereference']],
  [
    f(
      'x = None',
      'state = 0',
      'for one in items:',
      '    if state > 0:',
      '        x.add(one)',
      '    else:',
      '        x = b(one)',
      '        state += 1',
    ),
    [],
  ],
  // A block closes what was opened before it, whatever it is called inside
  [f('c = open(a) if b else b.empty()', 'with c as one:', '    return one.read()'), []],
  [f("return a.strip(b' ') == b'end'"), []],
  [f('if len(a) > 0:', '    if isinstance(a, tuple):', '        return a[1]'), []],
])
