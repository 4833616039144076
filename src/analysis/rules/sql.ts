// SQL that is put together from text and values and handed to a database, in JavaScript, TypeScript and Java.
import type { Node } from '../grammar.ts'
import { builtText, isMixed } from './built-text.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const statement =
  /^[\s"'`(]*(select\b[\s\S]*\bfrom\b|insert\s+into\b|update\b[\s\S]*\bset\b|delete\s+from\b|replace\s+into\b|merge\s+into\b|drop\s+(table|database|index)\b|alter\s+table\b|create\s+table\b|truncate\s+table\b|with\s+\w+\s+as\s*\()/i

const takers: Record<string, RegExp> = {
  call_expression:
    /^(query|execute|exec|prepare|all|get|run|each|raw|unsafe|any|one|none|oneOrNone|many|manyOrNone|whereRaw|\$queryRawUnsafe|\$executeRawUnsafe|Query|QueryRow|QueryContext|QueryRowContext|QueryRowx|Queryx|Exec|ExecContext|MustExec|Prepare|PrepareContext|Raw)$/,
  method_invocation:
    /^(execute|executeQuery|executeUpdate|executeLargeUpdate|addBatch|prepareStatement|prepareCall|createQuery|createNativeQuery|createSQLQuery|queryForObject|queryForList|queryForMap|queryForRowSet|query|update|batchUpdate|nativeQuery)$/,
}

export const sqlRules: PatternRule[] = [
  {
    id: 'sql-from-values',
    languages: ['java'],
    kinds: Object.keys(takers),
    onlyIn: /select|insert|update|delete|replace|merge|drop|alter|create|truncate|with/i,
    severity: 'high',
    category: 'security',
    cwe: 'CWE-89',
    title: 'SQL is built from text and values',
    explanation:
      'A value with a quote in it changes the statement: it can read or delete other rows. Write placeholders into the statement and pass the values as parameters.',
    find: builtStatement,
  },
]

/** The statement is the first argument, or in Go the second, after the context. */
function builtStatement(call: Node): Node | null {
  if (!takers[String(call.kind())]?.test(calleeName(call))) return null
  for (const argument of argumentsOf(call).slice(0, 2)) {
    const text = builtText(argument)
    if (isMixed(text) && statement.test(text.literal)) return text.at
  }
  return null
}
