// Where values reach the system: programs, files, servers that are called, expressions, memory.
import type { Call, Sink } from '../table.ts'
import { itemsOf, type Value } from '../value.ts'
import { eachOf, words } from './each-of.ts'

const named =
  (shape: RegExp) =>
  ({ names }: Call) =>
    names.some((name) => shape.test(name))

/** Of a command's list the program, and the script of a shell; other arguments stay arguments. */
function programOf(value: Value): Value {
  const items = itemsOf(value)
  const [program, flag, script] = items ?? []
  if (!program) return items ? { taints: [] } : value
  const isShell =
    typeof program.constant === 'string' && /(^|\/)(ba|z|da|k)?sh$|^cmd(\.exe)?$|powershell/i.test(program.constant)
  return isShell && flag && script ? script : program
}

const shell = (call: Call) => /^(.*\/)?(ba|z|da|k)?sh$|^cmd(\.exe)?$|powershell/i.test(String(call.constantOf(0)))

const path = words(
  '*.FileInputStream *.FileOutputStream *.FileReader *.FileWriter *.RandomAccessFile *.PrintWriter *.Scanner *.ZipFile *.JarFile *.FileSystemResource *.PathResource *.UrlResource *.PrintStream',
)

export const javaSystemSinks: Sink[] = [
  { rule: 'command-injection', names: ['(shell script)'], args: [0], prepares: true },
  { rule: 'command-injection', names: ['*.ProcessBuilder', '*.ProcessBuilder.command'], args: [0], part: programOf },
  { rule: 'command-injection', names: ['*.ProcessBuilder', '*.ProcessBuilder.command'], args: [2, 3], when: shell },
  {
    rule: 'command-injection',
    names: ['*.exec'],
    args: [0],
    part: programOf,
    when: named(/(runtime|rt|getRuntime\(\)|^r)\.exec$/i),
  },
  {
    rule: 'command-injection',
    names: ['org.apache.commons.exec.CommandLine.parse', '*.ChannelExec.setCommand', '*.executeCommand'],
    args: [0],
  },
  { rule: 'path-traversal', names: path, args: [0], when: ({ made }) => made },
  {
    rule: 'path-traversal',
    names: eachOf(
      '*.Files',
      'newInputStream newOutputStream newBufferedReader newBufferedWriter newByteChannel readAllBytes readString readAllLines lines write writeString copy move delete deleteIfExists createFile list walk exists isRegularFile isDirectory size createSymbolicLink',
    ),
    args: [0, 1],
    when: ({ args }) => args.length > 0,
  },
  {
    rule: 'path-traversal',
    names: eachOf(
      '*.File',
      'delete renameTo createNewFile listFiles list exists isFile isDirectory deleteOnExit toURI length canRead',
    ),
    args: ['self'],
  },
  {
    rule: 'path-traversal',
    names: eachOf(
      '*.FileUtils',
      'readFileToString readFileToByteArray openInputStream openOutputStream writeStringToFile writeByteArrayToFile deleteDirectory forceDelete copyFile copyInputStreamToFile readLines',
    ),
    args: [0, 1],
  },
  {
    rule: 'path-traversal',
    names: ['*.transferTo'],
    args: [0],
    when: named(/file|part|upload|avatar|image|document/i),
  },
  {
    rule: 'path-traversal',
    names: ['*.getResourceAsStream', '*.getResource', '*.ClassPathResource', '*.getRealPath', '*.getRequestDispatcher'],
    args: [0],
    when: ({ made, names }) => made || names.some((name) => !/^\?\./.test(name)),
  },
  { rule: 'ssrf', names: eachOf('*.URL', 'openConnection openStream getContent'), args: ['self'] },
  {
    rule: 'ssrf',
    names: eachOf(
      '*.RestTemplate',
      'getForObject getForEntity postForObject postForEntity exchange execute put delete headForHeaders patchForObject optionsForAllow',
    ),
    args: [0],
  },
  {
    rule: 'ssrf',
    names: eachOf('restTemplate', 'getForObject getForEntity postForObject postForEntity exchange execute put delete'),
    args: [0],
  },
  {
    rule: 'ssrf',
    names: [
      '*.HttpClient.send',
      '*.HttpClient.sendAsync',
      '*.httpClient.send',
      '*.HttpClient.newHttpClient().send',
      '*.WebClient.create',
    ],
    args: [0],
  },
  {
    rule: 'ssrf',
    names: ['*.uri'],
    args: [0],
    when: ({ args, names }) =>
      args.length === 1 &&
      names.some((name) => /client|webClient|restClient|method\(\)|\.get\(\)|post\(\)/i.test(name)),
  },
  { rule: 'ssrf', names: ['*.baseUrl'], args: [0], when: named(/WebClient|RestClient|builder/i) },
  {
    rule: 'ssrf',
    names: words(
      '*.HttpGet *.HttpPost *.HttpPut *.HttpDelete *.HttpHead *.HttpPatch *.HttpOptions *.GetMethod *.PostMethod',
    ),
    args: [0],
    when: ({ made }) => made,
  },
  {
    rule: 'ssrf',
    names: [
      '*.Request.Builder.url',
      '*.Request.Get',
      '*.Request.Post',
      '*.Jsoup.connect',
      '*.Unirest.get',
      '*.Unirest.post',
      '*.ClientBuilder.newClient().target',
      '*.Client.target',
      '*.HttpUtil.get',
      '*.ImageIO.read',
      '*.IOUtils.toString',
      '*.IOUtils.toByteArray',
      '*.Resources.toByteArray',
    ],
    args: [0],
  },
  {
    rule: 'ssrf',
    names: ['*.Socket', '*.InetSocketAddress', '*.SSLSocketFactory.createSocket', '*.SocketFactory.createSocket'],
    args: [0],
    when: ({ args }) => args.length > 1,
  },
  { rule: 'regex-injection', names: ['*.Pattern.compile', '*.Pattern.matches'], args: [0] },
  {
    rule: 'regex-injection',
    names: eachOf('*', 'matches replaceAll replaceFirst'),
    args: [0],
    when: ({ args, names }) => args.length > 0 && !names.some((name) => /encoder|matcher/i.test(name)),
  },
  {
    rule: 'huge-allocation',
    names: [
      '(new array)',
      '*.ByteBuffer.allocate',
      '*.ByteBuffer.allocateDirect',
      '*.CharBuffer.allocate',
      '*.Thread.sleep',
      '*.repeat',
      '*.ByteArrayOutputStream',
    ],
    args: [0],
  },
]
