// Python: Flask, Django, FastAPI and other frameworks, databases and the standard library.
import type { Table } from '../table.ts'
import { pythonDatabases } from './python-databases.ts'
import { pythonCleaners, pythonGuards, pythonWords } from './python-harmless.ts'
import { pythonParams, pythonSources } from './python-sources.ts'
import { pythonStandard } from './python-standard.ts'
import { pythonHeaders, pythonWeb } from './python-web.ts'

export const pythonTable: Table = {
  sources: pythonSources,
  params: pythonParams,
  sinks: [...pythonDatabases, ...pythonStandard, ...pythonWeb],
  properties: [pythonHeaders],
  cleaners: pythonCleaners,
  guards: pythonGuards,
  returns: [
    { rule: 'xss', functionMark: /\.(route|get|post|put|patch|delete)\(/, head: /^\s*</ },
    { rule: 'xss', functionMark: /^page$/, head: /^\s*[^\s[{"<]/ },
  ],
  ...pythonWords,
}
