// JavaScript and TypeScript: Express, Koa, Fastify, Next, the browser's document and Node's own modules.
import type { Table } from '../table.ts'
import { cleaners, guards } from './javascript-cleaners.ts'
import { flaws, guessable, sessions } from './javascript-flaws.ts'
import { pageSinks, properties } from './javascript-sinks-pages.ts'
import { serverSinks } from './javascript-sinks-server.ts'
import { params, sources } from './javascript-sources.ts'

export const javascriptTable: Table = {
  sources: [...sources, guessable],
  params,
  sinks: [...serverSinks, ...pageSinks, ...flaws],
  properties: [...properties, sessions],
  returns: [{ rule: 'xss', functionMark: /^(Get|Post|Put|Patch|Delete|All)\(/, head: /^\s*</ }],
  cleaners,
  guards,
  ends: /^(process\.exit|next\/navigation\.(notFound|redirect|permanentRedirect|forbidden|unauthorized)|notFound|ctx\.throw|context\.throw)$/,
  harmlessTypes:
    /^(number|bigint|boolean|Date|undefined|null|true|false|void|'[^']*'|"[^"]*")( *\| *(number|bigint|boolean|Date|undefined|null|true|false|'[^']*'|"[^"]*"))*$/,
  mutators: /^(push|unshift|append|set|add|write|splice)$/,
  methodsLookUp: true,
  firstOnly: /^(url\.)?URL$/,
  carriers:
    /^((JSON|Object|Array|Buffer|Promise|Reflect|String|Number|URL|Symbol|Math|Date|querystring)\.\w+|.*\.(replace|replaceAll|concat)|decodeURIComponent|decodeURI|unescape|atob|btoa|String|Object|Array|structuredClone|encodeURI|encodeURIComponent|escape|useMemo|useState|useRef|cloneDeep|Number|parseInt|parseFloat|BigInt|Boolean|Promise|Buffer|URL|super|require|html|sql|join|resolve|normalize|format|decode|encode|key:.*|jsx:.*)$/,
  elsewhere: /^(\.{1,2}\/|@\/|~\/|#)/,
  opaque:
    /^(is\w*|has\w*|exists\w*|includes|startsWith|endsWith|indexOf|test|status|length|count\w*|find|findOne|findUnique|findFirst|findMany|findById\w*|findAll|findBy\w*|findAndCountAll|findOneAndUpdate|query|unsafe|execute|save|create|update\w*|delete\w*|remove\w*|insert\w*|hash|compare\w*|verify|sign|createHash|createServer|listen|use|on|once|emit|setTimeout|setInterval|json|sendStatus|localeCompare|charCodeAt|codePointAt|fetch|request|readFile\w*|readdir\w*|stat\w*|next)$/,
}
