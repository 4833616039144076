// Python: Flask, Django, FastAPI and other frameworks, databases and the standard library.
import type { Table } from '../table.ts'
import { pythonDatabases } from './python-databases.ts'
import { pythonFlaws, pythonGuessable, pythonSession } from './python-flaws.ts'
import { pythonCleaners, pythonGuards, pythonWords } from './python-harmless.ts'
import { pythonParams, pythonSources } from './python-sources.ts'
import { pythonStandard } from './python-standard.ts'
import { pythonHeaders, pythonLocation, pythonWeb } from './python-web.ts'

export const pythonTable: Table = {
  sources: [...pythonSources, pythonGuessable],
  params: pythonParams,
  sinks: [...pythonDatabases, ...pythonStandard, ...pythonWeb, ...pythonFlaws],
  properties: [pythonHeaders, pythonLocation, pythonSession],
  cleaners: pythonCleaners,
  guards: pythonGuards,
  returns: [
    { rule: 'xss', functionMark: /\.(route|get|post|put|patch|delete)\(/, head: /^\s*</ },
    { rule: 'xss', functionMark: /^page$/, head: /^\s*[^\s[{"<]/ },
  ],
  ...pythonWords,
}
