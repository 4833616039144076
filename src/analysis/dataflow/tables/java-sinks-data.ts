// Where values become part of a query, of code or of an object: databases, directories, XPath, scripts, templates.
import type { Call, Sink } from '../table.ts'
import { eachOf, words } from './each-of.ts'

const named =
  (shape: RegExp) =>
  ({ names }: Call) =>
    names.some((name) => shape.test(name))

const inMethod = (call: Call) =>
  call.at.ancestors().find((one) => /^(method|constructor)_declaration$/.test(String(one.kind()))) ?? call.at

const jdbc =
  /(jdbc|template|statement|stmt|dbclient|databaseClient|^st|^s|\bps|session|handle|conn\w*|query|db)\w*\.\w+$/i

export const javaDataSinks: Sink[] = [
  {
    rule: 'sql-injection',
    names: eachOf(
      '*',
      'executeQuery executeUpdate executeLargeUpdate addBatch prepareStatement prepareCall createNativeQuery createSQLQuery queryForObject queryForList queryForMap queryForRowSet queryForInt queryForLong queryForStream nativeSQL rawQuery execSQL createStatement',
    ),
    args: [0],
  },
  {
    rule: 'sql-injection',
    names: eachOf('*', 'execute query update batchUpdate sql'),
    args: [0],
    when: named(jdbc),
  },
  {
    rule: 'sql-injection',
    names: ['*.createQuery', '*.newQuery', '*.createSelectionQuery', '*.createMutationQuery'],
    args: [0, 1],
  },
  {
    rule: 'sql-injection',
    names: [
      '*.DSL.sql',
      '*.Restrictions.sqlRestriction',
      '*.PreparedStatementCreatorFactory',
      '*.SqlQuery',
      '*.MappingSqlQuery',
    ],
    args: [0],
  },
  {
    rule: 'ldap-injection',
    names: ['*.search'],
    args: [0, 1],
    when: named(/(ctx|context|ldap|dir|template)\w*\.search$/i),
  },
  {
    rule: 'ldap-injection',
    names: [
      '*.LdapQueryBuilder.query().filter',
      '*.HardcodedFilter',
      '*.LdapName',
      '*.LdapConnection.search',
      '*.SearchRequest',
    ],
    args: [0, 1, 2],
    when: named(/ldap|Filter|SearchRequest/i),
  },
  {
    rule: 'xpath-injection',
    names: eachOf('*', 'evaluate compile evaluateExpression'),
    args: [0],
    when: named(/(xpath|xp|path)\w*(\(\))?\.\w+$/i),
  },
  {
    rule: 'xpath-injection',
    names: eachOf('*', 'selectNodes selectSingleNode selectNodeIterator selectNodeList'),
    args: [0, 1],
  },
  {
    rule: 'nosql-injection',
    names: [
      '*.Document.parse',
      '*.BsonDocument.parse',
      '*.BasicDBObject.parse',
      '*.JSON.parse',
      '*.BasicQuery',
      '*.org.json.JsonParser.parse',
    ],
    args: [0],
    when: named(/Document|DBObject|util\.JSON|BasicQuery/),
    fromParameters: 'built',
  },
  {
    rule: 'nosql-injection',
    names: ['*.Filters.where', '*.BasicDBObject', '*.Criteria.where', '*.BasicDBObject.put', '*.BasicDBObject.append'],
    args: [1],
    when: ({ constantOf }) => constantOf(0) === '$where',
  },
  { rule: 'nosql-injection', names: ['*.Filters.where'], args: [0] },
  {
    rule: 'code-injection',
    names: ['*.ScriptEngine.eval', '*.eval'],
    args: [0],
    when: named(/engine|script|shell|groovy|nashorn|interp/i),
  },
  { rule: 'code-injection', names: eachOf('*.GroovyShell', 'evaluate parse run'), args: [0] },
  {
    rule: 'code-injection',
    names: [
      '*.GroovyClassLoader.parseClass',
      '*.Interpreter.eval',
      '*.Context.evaluateString',
      '*.JexlEngine.createExpression',
      '*.JexlEngine.createScript',
      '*.MVEL.eval',
      '*.MVEL.compileExpression',
      '*.Ognl.getValue',
      '*.Ognl.parseExpression',
      '*.Eval.me',
      '*.ScriptUtils.executeSqlScript',
    ],
    args: [0, 1],
  },
  { rule: 'code-injection', names: ['*.parseExpression'], args: [0] },
  {
    rule: 'code-injection',
    names: eachOf('*', 'createValueExpression createMethodExpression buildConstraintViolationWithTemplate'),
    args: [0, 1],
  },
  { rule: 'code-injection', names: ['*.Class.forName', '*.ClassLoader.loadClass', '*.loadClass'], args: [0] },
  {
    rule: 'template-injection',
    names: ['*.Template'],
    args: [0, 1],
    when: ({ made, names }) => made || names.some((name) => /freemarker/.test(name)),
  },
  {
    rule: 'template-injection',
    names: ['*.Velocity.evaluate', '*.VelocityEngine.evaluate', '*.RuntimeServices.parse'],
    args: [3, 0],
  },
  {
    rule: 'template-injection',
    names: [
      '*.Handlebars.compileInline',
      '*.StringTemplateLoader.putTemplate',
      '*.PebbleEngine.getLiteralTemplate',
      '*.Jinjava.render',
      '*.StringSubstitutor.replace',
    ],
    args: [0, 1],
  },
  {
    rule: 'template-injection',
    names: ['*.TemplateEngine.process', '*.SpringTemplateEngine.process', '*.templateEngine.process'],
    args: [0],
  },
  {
    rule: 'deserialisation',
    names: ['*.ObjectInputStream'],
    args: [0],
    when: (call) => call.made && !/setObjectInputFilter|resolveClass|ObjectOutputStream/.test(inMethod(call).text()),
    fromParameters: true,
    prepares: true,
  },
  {
    rule: 'deserialisation',
    prepares: true,
    names: words(
      '*.XMLDecoder *.SerializationUtils.deserialize *.HessianInput *.Hessian2Input *.SerializationHelper.deserialize',
    ),
    args: [0],
  },
  {
    rule: 'deserialisation',
    names: ['*.ObjectMapper.readValue', '*.JsonMapper.readValue'],
    args: [0],
    when: takesAnyType,
  },
  { rule: 'deserialisation', names: ['*.XStream.fromXML', '*.xstream.fromXML'], args: [0] },
  {
    rule: 'deserialisation',
    names: ['*.Yaml.load', '*.Yaml.loadAll', '*.yaml.load'],
    args: [0],
    when: (call) => !/SafeConstructor/.test(call.at.getRoot().root().text()),
  },
  {
    rule: 'deserialisation',
    names: ['*.Kryo.readClassAndObject', '*.JSON.parseObject', '*.JSON.parse'],
    args: [0],
    when: named(/Kryo|alibaba/),
  },
  {
    rule: 'code-injection',
    names: ['*.InitialContext.lookup', '*.Context.lookup', '*.InitialContext.doLookup', '*.JndiTemplate.lookup'],
    args: [0],
  },
]

/** A mapper that was told, by its name or where it is made, to make what the document names. */
function takesAnyType({ at }: Call): boolean {
  const mapper =
    at
      .field('object')
      ?.text()
      .replace(/^this\./, '') ?? ''
  const code = at.getRoot().root().text()
  if (!/\.(enable|activate)DefaultTyping\(/.test(code) || !/^\w+$/.test(mapper)) return false
  const told = new RegExp(
    `\\b${mapper}\\s*(?:=\\s*[^;]*)?\\.(?:enableDefaultTyping\\(|activateDefaultTyping\\([^;]*LaissezFaire)`,
  )
  return told.test(code)
}
