// Where values from outside do harm on a server: databases, commands, code, files, addresses.
import type { Sink } from '../table.ts'
import { eachOf, words } from './each-of.ts'
import { entryOf, isFunction, isTrue } from './javascript-shapes.ts'

const isDatabase =
  /(^|[._])(db|database|pool|client|conn(ection)?|knex|sequelize|prisma|pg|mysql2?|sqlite3?|sql|tx|trx|transaction|manager|repository|repo|dataSource|em|session|Pool|Client|Connection|PoolClient|DataSource|EntityManager|QueryRunner|Database|query(Runner|Interface))(\(\))?([._]|$)/i

const files =
  'readFile readFileSync writeFile writeFileSync appendFile appendFileSync createReadStream createWriteStream unlink unlinkSync rm rmSync rmdir rmdirSync readdir readdirSync open openSync stat statSync lstat lstatSync access accessSync copyFile copyFileSync rename renameSync chmod chmodSync truncate symlink symlinkSync existsSync readJson readJsonSync writeJson outputFile remove removeSync exists opendir'
const programs = 'spawn spawnSync execFile execFileSync fork'
const verbs = 'get post put patch delete head request options'

const sql: Sink[] = [
  {
    rule: 'sql-injection',
    names: words(
      '*.query *.execute *.raw *.unsafe *.prepare *.exec *.all *.each *.run *.one *.any *.none *.many *.oneOrNone *.manyOrNone *.get *.executeSql *.simpleQuery *.literal *.batch *.queryArray *.queryObject *.createQueryBuilder *.text',
    ),
    args: [0],
    fields: /^(sql|text|query|queryString|statement)$/,
    when: ({ names, args }) => names.some((name) => isDatabase.test(name)) && !isFunction(args[0]?.value),
  },
  {
    rule: 'sql-injection',
    names: words(
      '*.$queryRawUnsafe *.$executeRawUnsafe *.whereRaw *.orWhereRaw *.havingRaw *.orderByRaw *.groupByRaw *.joinRaw *.fromRaw *.selectRaw *.andWhereRaw sequelize.literal Sequelize.literal *.sql.raw sql.raw drizzle-orm.sql.raw sql.unsafe Prisma.raw mysql.raw',
    ),
    args: [0],
  },
  { rule: 'sql-injection', names: words('key:sql key:queryText'), args: [0] },
]

const commands: Sink[] = [
  {
    rule: 'command-injection',
    names: [
      ...eachOf('child_process', 'exec execSync'),
      ...words('exec execSync shelljs.exec shell.exec sh.exec execa.command execa.commandSync execa.execaCommand'),
      ...words('execaCommand execAsync execPromise child_process.promises.exec'),
    ],
    args: [0],
  },
  {
    rule: 'command-injection',
    names: [...eachOf('child_process', programs), ...words(programs), 'execa.execa', 'execa', 'cross-spawn'],
    args: [0],
  },
  {
    rule: 'command-injection',
    names: [...eachOf('child_process', programs), ...words(programs), 'execa.execa', 'execa', 'cross-spawn'],
    args: [1],
    when: ({ args }) =>
      args.some(({ value }) => isTrue(entryOf(value, 'shell')) || entryOf(value, 'shell')?.kind === 'text') ||
      (args[0]?.value.kind === 'text' && /^(.*\/)?(sh|bash|zsh|cmd|cmd\.exe|powershell)$/.test(args[0].value.value)),
  },
]

const code: Sink[] = [
  {
    rule: 'code-injection',
    names: [
      ...words('eval window.eval globalThis.eval global.eval vm2.VM.run *.runInContext *.runInNewContext'),
      ...eachOf('vm', 'runInNewContext runInThisContext runInContext Script compileFunction'),
      ...words('require import key:$where key:$function key:$accumulator isolated-vm.compileScript'),
      ...words('mathjs.evaluate safe-eval static-eval notevil expr-eval.evaluate'),
    ],
    args: [0],
    when: ({ names, args }) => !isFunction(args[0]?.value) && !/^mathjs/.test(names[0] ?? ''),
  },
  { rule: 'code-injection', names: words('Function AsyncFunction'), args: [0, 1, 2, 3] },
  {
    rule: 'code-injection',
    names: words('setTimeout setInterval setImmediate'),
    args: [0],
    when: ({ args }) => !isFunction(args[0]?.value),
  },
  {
    rule: 'template-injection',
    names: [
      ...eachOf(
        'handlebars Handlebars pug jade ejs lodash _ nunjucks dot doT eta Eta hogan.js mustache Mustache swig art-template velocityjs',
        'compile render renderString template compileAsync renderAsync precompile',
      ),
      ...words(
        'lodash.template.default nunjucks.Template *.env.renderString liquidjs.Liquid.parseAndRender engine.parseAndRender',
      ),
    ],
    args: [0],
    when: ({ names }) => !/^(nunjucks|swig)\.render$/.test(names[0] ?? ''),
  },
  {
    rule: 'deserialisation',
    names: [
      ...eachOf('node-serialize serialize serialijse funcster cryo', 'unserialize deepDeserialize deserialize parse'),
      ...words('unserialize serialize-to-js.deserialize v8.deserialize php-serialize.unserialize bson.deserialize'),
    ],
    args: [0],
    when: ({ names }) => !/^bson/.test(names[0] ?? ''),
  },
  {
    rule: 'deserialisation',
    names: words('js-yaml.load js-yaml.loadAll yaml.load yaml.loadAll'),
    args: [0],
    when: ({ args, at }) =>
      /FULL_SCHEMA|UNSAFE|schemas?\.full/i.test(args[1]?.value.at.text() ?? '') ||
      // The types that run code come in a package of their own.
      (/schema/.test(args[1]?.value.at.text() ?? '') &&
        /js-yaml-js-types['"]\)(\.(all|function|regexp)\b)?/.test(at.getRoot().root().text())),
  },
  {
    rule: 'xxe',
    names: eachOf('libxmljs libxmljs2 libxml', 'parseXml parseXmlString parseXmlAsync parseHtml'),
    args: [0],
    when: ({ args }) => isTrue(entryOf(args[1]?.value, 'noent')) || isTrue(entryOf(args[1]?.value, 'replaceEntities')),
  },
]

const places: Sink[] = [
  {
    rule: 'path-traversal',
    names: [
      ...eachOf('fs fs.promises fs-extra fsp fsPromises graceful-fs', files),
      ...words('Bun.file Bun.write Deno.readTextFile Deno.readFile Deno.writeTextFile Deno.open Deno.remove'),
    ],
    args: [0],
  },
  {
    rule: 'path-traversal',
    names: eachOf(
      'fs fs.promises fs-extra fsp',
      'rename renameSync copyFile copyFileSync cp cpSync copy copySync move symlink link',
    ),
    args: [1],
  },
  {
    rule: 'path-traversal',
    names: eachOf(
      'res response reply Response ctx h res.status() response.status()',
      'sendFile sendfile download attachment file',
    ),
    args: [0],
    when: ({ args, names }) => !args.some(({ value }) => entryOf(value, 'root')) && !/attachment$/.test(names[0] ?? ''),
  },
  { rule: 'path-traversal', names: words('*.pipe.file *.extractAllTo *.mv'), args: [0] },
  {
    rule: 'ssrf',
    names: [
      ...words('fetch axios got node-fetch cross-fetch undici.fetch undici.request needle request superagent ky phin'),
      ...eachOf(
        'axios got superagent needle http https undici ky request bent this.httpService HttpService HttpClient http2',
        `${verbs} stream connect`,
      ),
      ...words(
        'net.connect net.createConnection axios.create WebSocket ws fetchJson globalThis.fetch window.fetch urllib.request',
      ),
      ...words('page.goto *.goto puppeteer.goto dns.lookup'),
    ],
    args: [0],
    fields: /^(url|uri|host|hostname|baseURL|baseUrl|prefixUrl)$/,
    when: ({ names }) => !/^(dns|router|navigate)/.test(names[0] ?? ''),
  },
  {
    rule: 'ssrf',
    names: words('axios got request needle *.request'),
    args: [1],
    when: ({ args, names }) => names.some((name) => /^(needle)$/.test(name)) && args.length > 1,
  },
  { rule: 'ssrf', names: words('key:hostname key:baseURL'), args: [0] },
  {
    rule: 'ldap-injection',
    names: words('*.search *.searchAsync *.bind'),
    args: [0, 1],
    when: ({ names }) => names.some((name) => /ldap|(^|\.)client\.search|directory/i.test(name)),
  },
  { rule: 'ldap-injection', names: words('ldapjs.parseFilter ldapjs.filters.parseString parseFilter'), args: [0] },
  {
    rule: 'xpath-injection',
    names: words('xpath.select xpath.select1 xpath.evaluate xpath.parse select select1 *.evaluate *.xpath *.find'),
    args: [0],
    when: ({ names, args }) =>
      args.some(({ value }) => /^XPathResult\b/.test(value.at.text())) ||
      names.some((name) => /xpath|document\.evaluate|xmlDoc|\b(xml|doc)\.(find|get|evaluate|xpath)$/i.test(name)),
  },
]

export const serverSinks: Sink[] = [...sql, ...commands, ...code, ...places]
