// JavaScript's and Node's own library, and what many projects use.
import type { Facts } from '../facts.ts'

export const javascriptFacts: Facts = {
  language: 'javascript',
  nothing: 'null or undefined',
  opens: [
    [/^fs\.openSync$/, 'file'],
    [/^(fs\/promises|fs\.promises|fsp|promises)\.open$/, 'file'],
    [/^fs\.createWriteStream$/, 'stream'],
    [/^fs\.createReadStream$/, 'stream to read'],
    [/^(\w+\.)*(mysql2?|mysql2?\/promise|mysql2?\/promise\.default)\.createConnection$/, 'connection'],
    [/^(\w+\.)*\w*[pP]ool\.(connect|getConnection)$/, 'connection'],
    [/^new (pg\.(default\.)?)?Client$/, 'client'],
    [/^(\w+\.)*\w*[dD]ata[sS]ource\.createQueryRunner$/, 'connection'],
    [/^(\w+\.)*(Mutex|mutex|semaphore|Semaphore|lock)\.acquire$/, 'lock'],
    [/^proper-lockfile(\.default)?\.lock$/, 'lock'],
  ],
  wraps: /^$/,
  borrows:
    /^(fs\.\w+|fs\/promises\.\w+|console\.\w+|(log|logger)\.\w+|JSON\.stringify|String|Boolean|Number|typeof|Array\.isArray|assert\.\w+|assert|(().)?(then|map))$/,
  closes: /^(close|end|release|destroy|closeSync|terminate|disconnect)$/,
  closesArgument: /^fs\.(closeSync|close)$/,
  harmlessWhenClosed:
    /^(close|end|release|destroy|closeSync|terminate|disconnect|on|once|off|destroyed|closed|writableEnded|finished|headersSent|statusCode|status|removeListener|removeAllListeners|emit|unref|ref|path|bytesWritten|bytesRead|then|connect|open|listeners|listenerCount|writableFinished|writable|readable|locals|socket|connection|req|reset|addListener)$/,
  mayMiss: [[/^\(\)\.(exec|match)$/], [/\.match$/, 1]],
  gives: [
    [/^(String|JSON\.stringify)$/, 'text'],
    [/(^|\.)searchParams\.get$/, 'text'],
    [
      /\.(trim|toUpperCase|toLowerCase|padStart|padEnd|trimStart|trimEnd|toFixed|join|charAt|toISOString|substring|substr)$/,
      'text',
    ],
    [/^(Number|parseInt|parseFloat|Math\.\w+|Date\.now|Number\.(parseInt|parseFloat))$/, 'number'],
    [/\.(indexOf|lastIndexOf|findIndex|charCodeAt|getTime)$/, 'number'],
    [/^(Boolean|Array\.isArray|Number\.(isNaN|isInteger|isFinite)|isNaN)$/, 'boolean'],
    [/\.(startsWith|endsWith|includes|every|some|hasOwnProperty)$/, 'boolean'],
    [/\.(map|flatMap|split)$/, 'list'],
    [/^(Array\.from|Object\.(keys|values|entries)|new Array)$/, 'list'],
    [/^new Map$/, 'Map'],
    [/^new (\w+\.)*(Mutex|Semaphore)$/, 'Mutex'],
  ],
  ends: /^(process\.(exit|abort)|notFound|redirect|permanentRedirect|next\/navigation\.(notFound|redirect|permanentRedirect))$/,
  pure: /^(console\.\w+|(log|logger|\w*[lL]og)\.\w+|Number|String|Boolean|parseInt|parseFloat|JSON\.\w+|Math\.\w+|Date\.now|Array\.(isArray|from)|Object\.(keys|values|entries|freeze)|typeof|isNaN|Number\.\w+|performance\.now)$/,
  lock: /^acquire$/,
  unlock: /^(release|unlock)$/,
  promises:
    /^((fs\/promises|fs\.promises|fsp)\.\w+|fetch|Promise\.(all|allSettled|race|any|resolve|reject)|timers\/promises\.\w+|(\w+\.)*(bcrypt|argon2)\.(hash|verify)|axios\.\w+|axios)$/,
  looksIn: [],
  orders: [
    [/^(fs|fs\/promises|fs\.promises|fsp)\.(copyFile|rename|symlink|link|cp)(Sync)?$/, ['src', 'dst']],
    [/^JSON\.parse$/, ['text', 'reviver']],
  ],
}
