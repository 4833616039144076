// Handlers behind one that takes everything they could get.
import { type Context, tell } from './context.ts'
import type { Stmt } from './form.ts'
import { blocksOf } from './loop.ts'

/** Python's own exceptions, by what they are a kind of. */
const parents: Record<string, string> = {
  Exception: 'BaseException',
  KeyboardInterrupt: 'BaseException',
  SystemExit: 'BaseException',
  ArithmeticError: 'Exception',
  ZeroDivisionError: 'ArithmeticError',
  OverflowError: 'ArithmeticError',
  AssertionError: 'Exception',
  AttributeError: 'Exception',
  EOFError: 'Exception',
  ImportError: 'Exception',
  ModuleNotFoundError: 'ImportError',
  LookupError: 'Exception',
  IndexError: 'LookupError',
  KeyError: 'LookupError',
  NameError: 'Exception',
  OSError: 'Exception',
  IOError: 'Exception',
  FileNotFoundError: 'OSError',
  FileExistsError: 'OSError',
  PermissionError: 'OSError',
  IsADirectoryError: 'OSError',
  NotADirectoryError: 'OSError',
  TimeoutError: 'OSError',
  ConnectionError: 'OSError',
  ConnectionResetError: 'ConnectionError',
  ConnectionRefusedError: 'ConnectionError',
  BrokenPipeError: 'ConnectionError',
  RuntimeError: 'Exception',
  NotImplementedError: 'RuntimeError',
  RecursionError: 'RuntimeError',
  StopIteration: 'Exception',
  TypeError: 'Exception',
  ValueError: 'Exception',
  UnicodeError: 'ValueError',
  UnicodeDecodeError: 'UnicodeError',
  UnicodeEncodeError: 'UnicodeError',
}

export function hiddenHandlers(c: Context, stmts: readonly Stmt[]): void {
  if (c.facts.language !== 'python') return
  for (const one of stmts) {
    if (one.kind === 'try') {
      const taken: string[] = []
      for (const { at, types } of one.handlers) {
        const names = (types[0] ?? '').replace(/[()\s]/g, '').split(',')
        if (types.length > 0 && names.every((name) => isTaken(name, taken))) tell(c, 'unreachable-code', at, [])
        taken.push(...names)
      }
    }
    for (const block of blocksOf(one)) hiddenHandlers(c, block)
  }
}

function isTaken(name: string, taken: string[]): boolean {
  for (let one: string | undefined = parents[name]; one; one = parents[one]) if (taken.includes(one)) return true
  return false
}
