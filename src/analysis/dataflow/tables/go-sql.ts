// Go: SQL from values, for database/sql and what is built on it.
import type { Expr } from '../ir.ts'
import type { Call, Sink } from '../table.ts'

/** The first argument of calls that take one is called so. */
const isContext = (arg: Expr | undefined): boolean =>
  (arg?.kind === 'name' && /(^|_)ctx$|Ctx$|^(c|context)$/.test(arg.name)) ||
  (arg?.kind === 'call' &&
    arg.callee.kind === 'member' &&
    /^(Context|Background|TODO|UserContext|WithTimeout)$/.test(arg.callee.name)) ||
  (arg?.kind === 'member' && /ctx$/i.test(arg.name))

export const startsWithContext = ({ args }: Call) => isContext(args[0]?.value)
const database =
  /(^|[./])(db|tx|conn|pool|stmt|dbx|database|sql|store|queries|querier|repo|pg|mysql|postgres|sqlite|DB|Tx|Conn|Pool|Queryer|Execer|Ext|NamedStmt|session|orm|engine|gdb|rdb|dbpool|handle|exec|q)(\(\)|\[\])*\.\w+$|gorm|sqlx|pgx|DB\.\w+$|Db\.\w+$|Tx\.\w+$|Pool\.\w+$/
const onDatabase = ({ names }: Call) => names.some((name) => database.test(name))

const queries = [
  'Query',
  'QueryRow',
  'Exec',
  'Queryx',
  'QueryRowx',
  'MustExec',
  'Prepare',
  'Preparex',
  'NamedExec',
  'NamedQuery',
  'QueryFunc',
  'SendBatch',
]
const inContext = [
  'QueryContext',
  'QueryRowContext',
  'ExecContext',
  'PrepareContext',
  'QueryxContext',
  'QueryRowxContext',
  'MustExecContext',
  'NamedExecContext',
  'PreparexContext',
  'PrepareNamedContext',
]

/** Chains of an ORM's calls: what comes before tells that it is one. */
const isOrm = ({ names, args }: Call) =>
  names.some((name) => /gorm|\b(db|tx|DB|Tx|orm)\b|DB\b/.test(name)) && args[0]?.value.kind !== 'map'

export const goSql: Sink[] = [
  {
    rule: 'sql-injection',
    names: queries.map((one) => `*.${one}`),
    args: [0],
    when: (call) => onDatabase(call) && !startsWithContext(call),
  },
  {
    rule: 'sql-injection',
    names: queries.map((one) => `*.${one}`),
    args: [1],
    when: (call) => onDatabase(call) && startsWithContext(call),
  },
  { rule: 'sql-injection', names: inContext.map((one) => `*.${one}`), args: [1] },
  {
    rule: 'sql-injection',
    names: ['*.Get', '*.Select'],
    args: [1],
    when: ({ names }) => names.some((name) => /sqlx\.(DB|Tx)\.|(^|\.)(db|tx|dbx)\.(Get|Select)$/.test(name)),
  },
  { rule: 'sql-injection', names: ['*.GetContext', '*.SelectContext'], args: [2] },
  {
    rule: 'sql-injection',
    names: [
      'Raw',
      'Where',
      'Or',
      'Not',
      'Order',
      'Group',
      'Having',
      'Joins',
      'Table',
      'Select',
      'Pluck',
      'Distinct',
      'Omit',
    ].map((one) => `*.${one}`),
    args: [0],
    when: isOrm,
  },
  {
    rule: 'sql-injection',
    names: ['First', 'Last', 'Take', 'Find', 'Delete'].map((one) => `*.gorm.DB.${one}`),
    args: [1],
  },
  {
    rule: 'sql-injection',
    names: ['*.goqu.L', '*.squirrel.Expr', '*.sq.Expr', '*.gorm.Expr', '*.clause.Expr'],
    args: [0],
  },
]
