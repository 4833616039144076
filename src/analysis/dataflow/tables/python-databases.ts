// Python: databases, directories and documents that are asked in a language of their own.
import type { Call, Sink } from '../table.ts'

/** A text that stands in the call itself must read like SQL; what stands in a variable is not known here. */
const speaksSql = ({ args: [first] }: Call): boolean => {
  const value = first?.value
  if (value?.kind !== 'join' && value?.kind !== 'text') return true
  return /\b(select|insert|update|delete|replace|merge|create|alter|drop|truncate|grant|call|exec|pragma|with|where|set|copy|attach|explain|show|use|vacuum|order by)\b/i.test(
    value.at.text(),
  )
}

const isDatabase = ({ names }: Call) =>
  names.some((name) =>
    /\b(conn|connection|pool|db|database|cursor|cur|tx|transaction|pg|sql\w*|engine)\.\w+$/i.test(name),
  )

const isDirectory = ({ names }: Call) => names.some((name) => /ldap|conn|directory|server/i.test(name))
const isDocument = ({ names }: Call) => names.some((name) => /tree|root|etree|xml|doc|lxml/i.test(name))
const isCollection = ({ names }: Call) =>
  names.some((name) => !/re\.\w+$|tree|root|etree|xml|soup|doc\b|text|string|line|path/i.test(name))

export const pythonDatabases: Sink[] = [
  {
    rule: 'sql-injection',
    names: [
      '*.execute',
      '*.executemany',
      '*.executescript',
      '*.execute_sql',
      '*.exec_driver_sql',
      '*.copy_expert',
      '*.mogrify',
      '*.callproc',
      '*.raw',
      '*.RawSQL',
      '*.read_sql',
      '*.read_sql_query',
    ],
    args: [0, 'sql', 'query', 'statement', 'operation'],
    when: speaksSql,
  },
  {
    rule: 'sql-injection',
    names: ['*.fetch', '*.fetchrow', '*.fetchval', '*.fetch_all', '*.fetch_one', '*.fetch_val', '*.query', '*.iterate'],
    args: [0, 'sql', 'query', 'statement'],
    when: (call) => isDatabase(call) && speaksSql(call),
  },
  {
    rule: 'sql-injection',
    names: [
      'sqlalchemy.text',
      'sqlalchemy.sql.text',
      'sqlalchemy.sql.expression.text',
      'db.text',
      'sa.text',
      'text',
      'literal_column',
      'sqlalchemy.literal_column',
      'psycopg2.sql.SQL',
      'psycopg.sql.SQL',
      'django.db.models.expressions.RawSQL',
      'RawSQL',
    ],
    args: [0, 'sql', 'text'],
    when: speaksSql,
    prepares: true,
  },
  { rule: 'sql-injection', names: ['*.extra'], args: ['where', 'select', 'tables', 'order_by'] },
  {
    rule: 'ldap-injection',
    names: ['*.search_s', '*.search_ext_s', '*.search_st', '*.search_ext'],
    args: [0, 2, 'base', 'filterstr'],
  },
  {
    rule: 'ldap-injection',
    names: ['*.search'],
    args: [0, 1, 'search_base', 'search_filter', 'filterstr'],
    when: isDirectory,
  },
  {
    rule: 'xpath-injection',
    names: [
      ...['*.xpath', 'lxml.etree.XPath', 'etree.XPath', 'elementpath.select', 'xpath'],
      ...['XPathEvaluator', 'XPathElementEvaluator', 'XPathDocumentEvaluator'].map((name) => `lxml.etree.${name}()`),
    ],
    args: [0, 'path', '_path'],
  },
  { rule: 'xpath-injection', names: ['*.find', '*.findall', '*.findtext', '*.iterfind'], args: [0], when: isDocument },
  {
    rule: 'nosql-injection',
    names: [
      '*.find',
      '*.find_one',
      '*.find_one_and_update',
      '*.find_one_and_delete',
      '*.find_one_and_replace',
      '*.update_one',
      '*.update_many',
      '*.delete_one',
      '*.delete_many',
      '*.replace_one',
      '*.count_documents',
      '*.aggregate',
      '*.distinct',
    ],
    args: [0, 'filter'],
    when: isCollection,
  },
]
