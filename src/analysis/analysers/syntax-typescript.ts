// The TypeScript compiler's own word on whether a JavaScript or TypeScript file parses.
import ts from 'typescript'
import type { CodeFile } from '../hit.ts'
import { linesOf, rangeOf } from '../position.ts'
import type { Complaint } from './syntax.ts'

/** From here on the compiler speaks of types in a JavaScript file: not a slip when the file says that it is Flow. */
const TYPES_IN_JAVASCRIPT = 8000

export function typescriptSyntax(file: CodeFile): Complaint[] {
  const flow = file.language === 'javascript' && /@flow\b/.test(file.content.slice(0, 500))
  if (flow) return []
  const lines = linesOf(file.content)
  return parseDiagnostics(compilerName(file), file.content).map(({ start, length, messageText, code }) => ({
    range: rangeOf(lines, start, start + length),
    message: plain(ts.flattenDiagnosticMessageText(messageText, ' '), code),
  }))
}

/** A file name from which the compiler picks the dialect. */
export function compilerName({ language, path }: CodeFile): string {
  const extension = /\.([mc]?[jt]sx?)$/i.exec(path)?.[1]?.toLowerCase()
  if (language === 'javascript') return extension?.includes('j') ? `file.${extension}` : 'file.jsx'
  return extension?.includes('t') ? `file.${extension}` : 'file.tsx'
}

function parseDiagnostics(name: string, content: string): readonly ts.DiagnosticWithLocation[] {
  const source = ts.createSourceFile(name, content, ts.ScriptTarget.Latest, false)
  const options: ts.CompilerOptions = {
    noLib: true,
    noResolve: true,
    allowJs: true,
    types: [],
    target: ts.ScriptTarget.Latest,
  }
  const program = ts.createProgram({
    rootNames: [name],
    options,
    host: {
      getSourceFile: (asked) => (asked === name ? source : undefined),
      fileExists: (asked) => asked === name,
      readFile: () => undefined,
      writeFile: () => {},
      getDefaultLibFileName: () => '',
      getCurrentDirectory: () => '',
      getCanonicalFileName: (asked) => asked,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
    },
  })
  return program.getSyntacticDiagnostics(source)
}

function plain(message: string, code: number): string {
  if (code > TYPES_IN_JAVASCRIPT && code < TYPES_IN_JAVASCRIPT + 1000)
    return `${lowerFirst(message)} In a JavaScript file that is a syntax error.`
  return lowerFirst(message.replace(/\.$/, ''))
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
