// Go: where values from outside must not arrive.
import type { Expr } from '../ir.ts'
import type { Call, Sink } from '../table.ts'
import { everyTaint, type Value } from '../value.ts'
import { addresses, logs, on, pages } from './go-sinks-web.ts'

/** The first argument of calls that take one is called so. */
const isContext = (arg: Expr | undefined): boolean =>
  (arg?.kind === 'name' && /(^|_)ctx$|Ctx$|^(c|context)$/.test(arg.name)) ||
  (arg?.kind === 'call' &&
    arg.callee.kind === 'member' &&
    /^(Context|Background|TODO|UserContext|WithTimeout)$/.test(arg.callee.name)) ||
  (arg?.kind === 'member' && /ctx$/i.test(arg.name))

const startsWithContext = ({ args }: Call) => isContext(args[0]?.value)
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

const sql: Sink[] = [
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

/** No shell reads it: that text was put together here is no harm by itself. */
const asGiven = (value: Value): Value => ({
  ...value,
  taints: everyTaint(value).map((taint) => ({ ...taint, built: false })),
})

const shells = /^([\w/]*\/)?(sh|bash|zsh|dash|ksh|cmd|cmd\.exe|powershell|powershell\.exe|pwsh)$/
const shellAt = (position: number) => (call: Call) =>
  shells.test(String(call.constantOf(position))) &&
  /^(-\w*c|\/[cC]|-Command)$/.test(String(call.constantOf(position + 1)))

const commands: Sink[] = [
  {
    rule: 'command-injection',
    names: ['*.os/exec.Command', '*.exec.Command', '*.execabs.Command'],
    args: [2],
    when: shellAt(0),
  },
  { rule: 'command-injection', names: ['*.exec.Command', '*.execabs.Command'], args: [0], part: asGiven },
  {
    rule: 'command-injection',
    names: ['*.exec.CommandContext', '*.execabs.CommandContext'],
    args: [3],
    when: shellAt(1),
  },
  {
    rule: 'command-injection',
    names: ['*.exec.CommandContext', '*.execabs.CommandContext'],
    args: [1],
    part: asGiven,
  },
  {
    rule: 'command-injection',
    names: ['syscall.Exec', 'syscall.ForkExec', 'os.StartProcess', '*.unix.Exec'],
    args: [0],
  },
  {
    rule: 'command-injection',
    names: [
      '*.ssh.Session.Run',
      '*.ssh.Session.Output',
      '*.ssh.Session.CombinedOutput',
      '*.ssh.Session.Start',
      'session.Run',
      'session.CombinedOutput',
    ],
    args: [0],
  },
  {
    rule: 'code-injection',
    names: [
      'plugin.Open',
      '*.goja.Runtime.RunString',
      '*.goja.Runtime.RunScript',
      '*.goja.New().RunString',
      '*.otto.Otto.Run',
      '*.otto.New().Run',
      '*.otto.Run',
      'vm.RunString',
      'vm.Run',
      '*.lua.LState.DoString',
      '*.interp.Interpreter.Eval',
      '*.interp.New().Eval',
    ],
    args: [0],
  },
  { rule: 'code-injection', names: ['*.MethodByName'], args: [0] },
]

const files: Sink[] = [
  {
    rule: 'path-traversal',
    names: [
      'Open',
      'OpenFile',
      'Create',
      'ReadFile',
      'WriteFile',
      'Remove',
      'RemoveAll',
      'ReadDir',
      'Mkdir',
      'Chmod',
      'Chown',
      'Truncate',
      'Readlink',
    ]
      .map((one) => `os.${one}`)
      .concat(
        ['ioutil.ReadFile', 'ioutil.WriteFile', 'ioutil.ReadDir'].map((one) => `io/${one}`),
        [
          '*.template.ParseFiles',
          '*.template.ParseGlob',
          '*.filepath.Walk',
          '*.filepath.WalkDir',
          '*.filepath.Glob',
          '*.zip.OpenReader',
        ],
      ),
    args: [0],
  },
  { rule: 'path-traversal', names: ['os.MkdirAll'], args: [0], when: ({ args }) => !isDirectoryOf(args[0]?.value) },
  { rule: 'path-traversal', names: ['os.Rename', 'os.Symlink', 'os.Link'], args: [0, 1] },
  { rule: 'path-traversal', names: ['*.http.ServeFile'], args: [2] },
  {
    rule: 'path-traversal',
    names: on(['gin.Context', 'echo.Context'], ['File', 'FileAttachment', 'Attachment', 'Inline']),
    args: [0],
  },
  { rule: 'path-traversal', names: on(['fiber.Ctx'], ['SendFile', 'Download']), args: [0] },
  { rule: 'path-traversal', names: on(['gin.Context', 'fiber.Ctx'], ['SaveUploadedFile', 'SaveFile']), args: [1] },
]

/** The file itself is opened next: that one is told. */
const isDirectoryOf = (arg: Expr | undefined): boolean =>
  arg?.kind === 'call' && arg.callee.kind === 'member' && arg.callee.name === 'Dir'

export const goSinks: Sink[] = [
  ...sql,
  ...commands,
  ...files,
  ...addresses,
  ...pages,
  ...logs,
  { rule: 'ldap-injection', names: ['*.ldap.NewSearchRequest'], args: [0, 6] },
  {
    rule: 'xpath-injection',
    names: on(['xmlquery', 'htmlquery', 'jsonquery'], ['Query', 'QueryAll', 'Find', 'FindOne', 'FindEach']),
    args: [1],
  },
  {
    rule: 'xpath-injection',
    names: [
      '*.xpath.Compile',
      '*.xpath.MustCompile',
      '*.xmlpath.Compile',
      '*.xmlpath.MustCompile',
      '*.etree.CompilePath',
      '*.etree.MustCompilePath',
      '*.FindElement',
      '*.FindElements',
    ],
    args: [0],
  },
  {
    rule: 'nosql-injection',
    names: [
      'Find',
      'FindOne',
      'UpdateOne',
      'UpdateMany',
      'DeleteOne',
      'DeleteMany',
      'CountDocuments',
      'Aggregate',
      'FindOneAndUpdate',
      'FindOneAndDelete',
      'Distinct',
    ].map((one) => `*.${one}`),
    args: [1],
    when: startsWithContext,
  },
  { rule: 'header-injection', names: ['(header line)'], args: [0] },
  {
    rule: 'regex-injection',
    names: ['Compile', 'MustCompile', 'MatchString', 'Match', 'CompilePOSIX', 'MustCompilePOSIX'].map(
      (one) => `regexp.${one}`,
    ),
    args: [0],
  },
  {
    rule: 'mass-assignment',
    names: ['*.Updates', '*.UpdateColumns'],
    args: [0],
    when: ({ args }) => args[0]?.value.kind === 'name',
  },
  { rule: 'huge-allocation', names: ['make'], args: [0, 1] },
  { rule: 'huge-allocation', names: ['*.strings.Repeat', '*.bytes.Repeat'], args: [1] },
  { rule: 'huge-allocation', names: ['*.Grow'], args: [0] },
]
