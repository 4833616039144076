// Python: the standard library's dangerous ends, and those of packages that do the same: commands, code, files, objects, XML.
import type { Call, Sink } from '../table.ts'

const throughShell = (call: Call) => call.constantOf('shell') === true

/** `["sh", "-c", text]` is a shell, whoever starts it. */
const startsShell = ({ args: [first] }: Call) =>
  first?.value.kind === 'list' &&
  /^[[(]\s*f?r?["'](?:[\w/]*\/)?(sh|bash|zsh|ksh|cmd|cmd\.exe|powershell)["'],\s*["'][-/]\w*c/i.test(
    first.value.at.text(),
  )

const processes = ['run', 'call', 'Popen', 'check_call', 'check_output'].map((name) => `subprocess.${name}`)

const commands: Sink[] = [
  {
    rule: 'command-injection',
    names: [
      'os.system',
      'os.popen',
      'os.popen2',
      'os.popen3',
      'popen2.popen2',
      'subprocess.getoutput',
      'subprocess.getstatusoutput',
      'commands.getoutput',
      'commands.getstatusoutput',
      'asyncio.create_subprocess_shell',
      'asyncio.subprocess.create_subprocess_shell',
      '*.subprocess_shell',
      'pexpect.run',
      'pexpect.spawn',
      '*.exec_command',
      '*.invoke_shell',
    ],
    args: [0, 'cmd', 'command'],
  },
  {
    rule: 'command-injection',
    names: processes,
    args: [0, 'args'],
    when: (call) => throughShell(call) || startsShell(call),
  },
  { rule: 'command-injection', names: ['asyncio.create_subprocess_exec'], args: [0] },
  {
    rule: 'command-injection',
    names: ['execl', 'execle', 'execlp', 'execv', 'execve', 'execvp', 'execvpe', 'startfile', 'posix_spawn'].map(
      (name) => `os.${name}`,
    ),
    args: [0],
  },
  { rule: 'command-injection', names: ['os.spawnl', 'os.spawnv', 'os.spawnlp', 'os.spawnvp'], args: [1] },
  { rule: 'command-injection', names: ['pty.spawn'], args: [0] },
]

const code: Sink[] = [
  {
    rule: 'code-injection',
    names: [
      'eval',
      'exec',
      'execfile',
      'builtins.eval',
      'builtins.exec',
      'importlib.import_module',
      'runpy.run_path',
      'runpy.run_module',
      'code.interact',
      'timeit.timeit',
      'pandas.eval',
      'numexpr.evaluate',
    ],
    args: [0, 'source', 'stmt'],
  },
]

const files: Sink[] = [
  {
    rule: 'path-traversal',
    names: [
      'open',
      'io.open',
      'os.open',
      'os.remove',
      'os.unlink',
      'os.listdir',
      'os.scandir',
      'os.walk',
      'os.rmdir',
      'os.rename',
      'os.replace',
      'os.truncate',
      'shutil.rmtree',
      'shutil.copy',
      'shutil.copy2',
      'shutil.copyfile',
      'shutil.copytree',
      'shutil.move',
      'shutil.unpack_archive',
      'aiofiles.open',
      'codecs.open',
      'gzip.open',
      'bz2.open',
      'lzma.open',
      'fileinput.input',
      'linecache.getline',
      'zipfile.ZipFile',
      'PIL.Image.open',
      'Image.open',
      'numpy.load',
      'pandas.read_csv',
    ],
    args: [0, 1, 'path', 'file', 'dst', 'src'],
  },
  { rule: 'path-traversal', names: ['tarfile.open', 'sqlite3.connect'], args: [0, 'name'] },
  {
    rule: 'path-traversal',
    names: [
      '*.read_text',
      '*.read_bytes',
      '*.write_text',
      '*.write_bytes',
      '*.unlink',
      '*.open',
      '*.iterdir',
      '*.rmdir',
    ],
    args: ['self'],
  },
  {
    rule: 'path-traversal',
    names: ['*.save', '*.save_as'],
    args: [0, 'dst'],
    when: ({ names, object }) =>
      names.some((name) => /file|upload|image|attachment|photo|avatar|document|storage|request/i.test(name)) ||
      object?.taints.some(({ steps }) => /\b(files|FILES|UploadFile)\b/.test(steps[0]?.at.text() ?? '')) === true,
  },
  {
    rule: 'path-traversal',
    names: ['*.extract'],
    args: [0, 'member'],
    when: ({ names }) => names.some((name) => /tar/i.test(name)),
  },
]

const objects: Sink[] = [
  {
    rule: 'deserialisation',
    names: [
      ...['pickle', 'cPickle', '_pickle', 'dill', 'cloudpickle', 'marshal'].flatMap((name) => [
        `${name}.loads`,
        `${name}.load`,
        `${name}.Unpickler`,
      ]),
      'shelve.open',
      'jsonpickle.decode',
      'jsonpickle.loads',
      'yaml.unsafe_load',
      'yaml.unsafe_load_all',
      'yaml.full_load',
      'pandas.read_pickle',
      'pd.read_pickle',
      'joblib.load',
      'torch.load',
    ],
    args: [0, 'file', 'string'],
  },
  {
    rule: 'deserialisation',
    names: ['yaml.load', 'yaml.load_all'],
    args: [0, 'stream'],
    when: ({ args }) => !args.some(({ value }) => /(Safe|Base)Loader$/.test(value.at.text())),
  },
  {
    rule: 'deserialisation',
    names: ['numpy.load', 'np.load'],
    args: [0],
    when: (call) => call.constantOf('allow_pickle') === true,
  },
]

const documents: Sink[] = [
  {
    rule: 'xxe',
    names: [
      ...['lxml.etree', 'etree', 'lxml.objectify'].flatMap((name) => [
        `${name}.parse`,
        `${name}.fromstring`,
        `${name}.XML`,
        `${name}.iterparse`,
      ]),
      'xml.sax.parseString',
      'xml.sax.parse',
      'xml.dom.pulldom.parseString',
      'xml.dom.pulldom.parse',
      'xml.dom.minidom.parseString',
      'xml.dom.minidom.parse',
      'xml.etree.ElementTree.fromstring',
      'xml.etree.ElementTree.parse',
      'xml.etree.ElementTree.XML',
      'xml.etree.ElementTree.iterparse',
    ],
    args: [0, 'source', 'text'],
    when: ({ has, args }) => !has('parser') && args.filter(({ name }) => name === undefined).length < 2,
  },
]

const others: Sink[] = [
  {
    rule: 'regex-injection',
    names: ['compile', 'search', 'match', 'fullmatch', 'findall', 'sub', 'subn', 'split', 'finditer'].flatMap(
      (name) => [`re.${name}`, `regex.${name}`],
    ),
    args: [0, 'pattern'],
  },
  { rule: 'attribute-name', names: ['setattr', 'object.__setattr__'], args: [1] },
  { rule: 'mass-assignment', names: ['*.__dict__.update'], args: [0] },
  {
    rule: 'huge-allocation',
    names: [
      'bytearray',
      'secrets.token_bytes',
      'os.urandom',
      'numpy.zeros',
      'np.zeros',
      'numpy.empty',
      'numpy.ones',
      'np.ones',
      'np.empty',
    ],
    args: [0, 'shape'],
  },
  { rule: 'huge-allocation', names: ['time.sleep'], args: [0] },
]

export const pythonStandard: Sink[] = [...commands, ...code, ...files, ...objects, ...documents, ...others]
