// The names a file imports, and what they stand for in full.
import type { Facts } from './facts.ts'

export function importsOf(language: Facts['language'], code: string): Map<string, string> {
  if (language === 'python') return pythonImports(code)
  return language === 'javascript' ? scriptImports(code) : new Map()
}

/** Where tables name things as the code does: what stands before the dot, in Go a package, in Java a class. */
export function packagesOf(language: Facts['language'], code: string): Map<string, string> {
  if (language === 'go') return goImports(code)
  return language === 'java' ? javaImports(code) : new Map()
}

function goImports(code: string): Map<string, string> {
  const end = code.search(/^func\s/m)
  const lines = code.slice(0, end < 0 ? undefined : end).matchAll(/^\s*(?:import\s+)?(?:(\w+)\s+)?"([\w.~/-]+)"/gm)
  return new Map(
    [...lines].flatMap(([, alias, path = '']) => {
      const name = path.slice(path.lastIndexOf('/') + 1)
      return path.includes('.') ? [[alias ?? name, path] as const] : []
    }),
  )
}

function javaImports(code: string): Map<string, string> {
  const names = [...code.matchAll(/^\s*import\s+([\w.]+)\s*;/gm)].map(([, name = '']) => name)
  return new Map(names.map((name) => [name.slice(name.lastIndexOf('.') + 1), name]))
}

function pythonImports(code: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, module = '', all = ''] of code.matchAll(
    /^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#;]+)/gm,
  )) {
    const list = all.replace(/#.*$|[()]/gm, '')
    for (const one of list.split(',')) {
      const [, name, alias] = /^\s*(\w+)(?:\s+as\s+(\w+))?\s*$/.exec(one) ?? []
      if (name) found.set(alias ?? name, `${module}.${name}`)
    }
  }
  for (const [, module = '', alias] of code.matchAll(/^[ \t]*import[ \t]+([\w.]+)(?:[ \t]+as[ \t]+(\w+))?/gm)) {
    const head = module.split('.')[0] ?? module
    found.set(alias ?? head, alias ? module : head)
  }
  return found
}

const moduleName = (name: string): string => name.replace(/^node:/, '')

function scriptImports(code: string): Map<string, string> {
  const found = new Map<string, string>()
  const named = (list: string, module: string) => {
    for (const one of list.split(',')) {
      const [, name, alias] = /^\s*(?:type\s+)?(\w+)(?:\s*(?:as|:)\s*(\w+))?\s*$/.exec(one) ?? []
      if (name) found.set(alias ?? name, `${module}.${name}`)
    }
  }
  const whole = (name: string | undefined, module: string) => {
    if (name) found.set(name, module)
  }
  for (const [, name, list, from = ''] of code.matchAll(
    /^import\s+(?:type\s+)?(?:(?:\*\s+as\s+)?(\w+)\s*,?\s*)?(?:\{([^}]*)\})?\s*from\s*['"]([^'"]+)['"]/gm,
  )) {
    whole(name, moduleName(from))
    if (list) named(list, moduleName(from))
  }
  for (const [, name, list, from = '', rest = ''] of code.matchAll(
    /^[ \t]*(?:const|let|var)\s+(?:(\w+)|\{([^}]*)\})\s*=\s*require\(\s*['"]([^'"]+)['"]\s*\)((?:\.\w+)*)/gm,
  )) {
    whole(name, moduleName(from) + rest)
    if (list) named(list, moduleName(from) + rest)
  }
  return found
}
