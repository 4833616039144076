// Java: servlets, Spring, JAX-RS and the standard library.
import type { Table } from '../table.ts'
import { javaFlaws, javaGuessable } from './java-flaws.ts'
import { javaCleaners, javaGuards } from './java-harmless.ts'
import { javaDataSinks } from './java-sinks-data.ts'
import { javaSystemSinks } from './java-sinks-system.ts'
import { javaWebSinks } from './java-sinks-web.ts'
import { javaParams, javaSources } from './java-sources.ts'

export const javaTable: Table = {
  sources: [...javaSources, javaGuessable],
  params: javaParams,
  sinks: [...javaDataSinks, ...javaSystemSinks, ...javaWebSinks, ...javaFlaws],
  properties: [],
  cleaners: javaCleaners,
  guards: javaGuards,
  returns: [
    { rule: 'open-redirect', functionMark: /Mapping\b/, head: /^redirect:(\/|https?:\/\/)?$/ },
    // The name of a view of Thymeleaf may hold expressions.
    {
      rule: 'template-injection',
      functionMark: /^(Get|Post|Put|Patch|Delete|Request)Mapping\b(?!.*\bproduces\b)/s,
      unless: /\b(RestController|ResponseBody)\b/,
      head: /^(?!redirect:|forward:)[\w./ :-]+$/,
    },
    { rule: 'xss', functionMark: /Mapping\b(?!.*\bproduces\b(?!.*html))/is, head: /^[^{[]*</ },
  ],
  ends: /^System\.exit$/,
  harmlessTypes:
    /^(int|long|short|byte|char|boolean|float|double|enum|((List|Set|Collection|Optional|Iterable)<)?([\w.]+\.)?(Integer|Long|Short|Byte|Boolean|Float|Double|Character|Number|BigInteger|BigDecimal|UUID|Local(Date|Time|DateTime)|Instant|(Zoned|Offset)DateTime|Duration|Period|Year|YearMonth|ZoneId|Date|Timestamp|Calendar|Pageable|Pattern|Locale|Currency|TimeUnit|Charset|Class|DayOfWeek|Month|Optional(Int|Long|Double)|Atomic\w+|Connection|DataSource|Statement|PreparedStatement|JdbcTemplate|NamedParameterJdbcTemplate|EntityManager|SessionFactory|Logger|Executor\w*|HttpServlet(Request|Response)|Servlet(Request|Response)|HttpSession|Model(Map|AndView)?|BindingResult|Principal|Authentication|RedirectAttributes|DirContext|Transaction|MongoTemplate|RestTemplate|WebClient|HttpClient)(<\?>)?>?)$/,
  classesAreForeign: true,
  firstOnly: /(^|\.)(URL|URI|UrlResource|HttpGet|HttpPost|HttpPut|HttpDelete|String)$/,
  // What a file holds has nothing to do with its name.
  elsewhere: /^(java\.nio\.file\.)?Files\./,
  mutators:
    /^(add|remove|addAll|put|putAll|putIfAbsent|append|insert|push|offer|addFirst|addLast|addElement|write|set)$/,
  opaque:
    /^(size|length|isEmpty|isBlank|contains\w*|exists\w*|exec|start|exchange|getFor(Object|Entity)|openStream|openConnection|count\w*|find\w+|load\w*|fetch\w*|lookup\w*|query\w*|select\w*|save\w*|update|delete\w*|remove|insert\w*|create[A-Z]\w*|execute\w*|persist|merge|commit|rollback|close|is[A-Z]\w*|has[A-Z]\w*|check\w*|validate\w*|verify\w*|authenticate|authorize|compareTo|equals|hashCode|indexOf|lastIndexOf|charAt|matches|test|accept|register\w*|send\w*|publish|println|print|info|warn|error|debug|trace|log|mkdirs?|getAttribute|getBean|getResource\w*|getLogger|hash\w*|digest|sign|encrypt|doFinal|now|nanoTime|currentTimeMillis|join|start|run|put\w*|getSession|getById|getOne|getReference|resultSet|nextInt|compile|asPredicate)$/,
}
