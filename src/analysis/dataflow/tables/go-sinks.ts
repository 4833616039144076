// Go: where values from outside must not arrive.

import type { Expr } from '../ir.ts'
import type { Call, Sink } from '../table.ts'
import { everyTaint, type Value } from '../value.ts'
import { addresses, logs, on, pages } from './go-sinks-web.ts'
import { goSql, startsWithContext } from './go-sql.ts'

/** The first argument of calls that take one is called so. */

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
  ...goSql,
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
  { rule: 'huge-allocation', names: ['make'], args: [0, 1] },
  { rule: 'huge-allocation', names: ['*.strings.Repeat', '*.bytes.Repeat'], args: [1] },
  { rule: 'huge-allocation', names: ['*.Grow'], args: [0] },
]
