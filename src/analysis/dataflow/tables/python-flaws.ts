// Python: calls that are wrong by themselves, and numbers that can be guessed.
import type { Call, PropertySink, Sink, Source } from '../table.ts'
import { cipherAt, cookie, flagOf, hashAt, isHarmlessCookie, isSlow, secretAt } from './flaws.ts'

const generators = [
  'random',
  'randint',
  'randrange',
  'choice',
  'choices',
  'sample',
  'getrandbits',
  'uniform',
  'randbytes',
  'shuffle',
]

export const pythonGuessable: Source = {
  names: [
    ...generators.flatMap((name) => [`random.${name}()`, `random.Random().${name}()`]),
    ...['bytes', 'randint', 'choice', 'random', 'rand', 'integers'].flatMap((name) => [
      `numpy.random.${name}()`,
      `np.random.${name}()`,
    ]),
    'uuid.uuid1()',
  ],
  note: 'can be guessed',
  only: ['weak-randomness'],
}

const matches = ['match', 'search', 'fullmatch', 'findall', 'finditer', 'sub', 'subn', 'split']

const checkCookie = (call: Call) => {
  const [secure, httponly] = [
    call.argument('secure') ?? call.argument(6),
    call.argument('httponly') ?? call.argument(7),
  ]
  if (isHarmlessCookie(call.constantOf(0) ?? call.constantOf('key'))) return null
  const isOpen = call.args.some(({ value }) => value.at.parent()?.kind() === 'dictionary_splat') && !secure && !httponly
  return isOpen ? null : cookie([flagOf(secure, 'missing'), flagOf(httponly, 'missing')], undefined)
}

export const pythonFlaws: Sink[] = [
  { rule: 'weak-crypto', names: ['hashlib.new'], args: [], judge: hashAt(0) },
  {
    rule: 'weak-crypto',
    names: ['hashlib.md5', 'hashlib.sha1', 'Crypto.Hash.MD5.new', 'Crypto.Hash.SHA1.new'],
    args: [],
    judge: hashAt(null),
  },
  {
    rule: 'weak-crypto',
    names: ['ARC4', 'DES', 'DES3', 'ARC2', 'Blowfish', 'CAST'].flatMap((name) => [
      `Crypto.Cipher.${name}.new`,
      `Cryptodome.Cipher.${name}.new`,
    ]),
    args: [],
    judge: () => ({ verdict: 'bad' }),
  },
  {
    rule: 'weak-crypto',
    names: ['Cipher', 'cryptography.hazmat.primitives.ciphers.Cipher'],
    args: [],
    judge: cipherAt(0),
  },
  {
    rule: 'cookie-flags',
    names: ['*.set_cookie', '*.set_signed_cookie'],
    args: [],
    judge: checkCookie,
    when: ({ args }) => args.length > 1,
  },
  {
    rule: 'hard-coded-secret',
    names: [
      'smtplib.SMTP_SSL().login',
      'smtplib.SMTP().login',
      'imaplib.IMAP4_SSL().login',
      'ftplib.FTP().login',
      'ftplib.FTP_TLS().login',
    ],
    args: [],
    judge: secretAt(1, 'password', 'passwd'),
    atOrigin: true,
  },
  {
    rule: 'hard-coded-secret',
    names: ['jwt.encode', 'jwt.decode', 'jose.jwt.encode', 'jose.jwt.decode'],
    args: [],
    judge: secretAt(1, 'key'),
    atOrigin: true,
  },
  {
    rule: 'hard-coded-secret',
    names: [
      'cryptography.fernet.Fernet',
      'Fernet',
      'hmac.new',
      'hmac.digest',
      'Crypto.Cipher.AES.new',
      'itsdangerous.URLSafeTimedSerializer',
      'itsdangerous.URLSafeSerializer',
      'itsdangerous.Signer',
      'itsdangerous.TimestampSigner',
      'cryptography.hazmat.primitives.ciphers.aead.AESGCM',
      'stripe.StripeClient',
    ],
    args: [],
    judge: secretAt(0, 'key', 'secret_key'),
    atOrigin: true,
  },
  {
    rule: 'hard-coded-secret',
    names: [
      'psycopg2',
      'psycopg',
      'pymysql',
      'MySQLdb',
      'asyncpg',
      'aiomysql',
      'mysql.connector',
      'pyodbc',
      'oracledb',
      'cx_Oracle',
      'snowflake.connector',
    ]
      .map((name) => `${name}.connect`)
      .concat([
        'redis.Redis',
        'redis.StrictRedis',
        'pymongo.MongoClient',
        'paramiko.SSHClient().connect',
        'ldap3.Connection',
        'boto3.client',
        'boto3.resource',
        'boto3.Session',
        'pika.PlainCredentials',
        'requests.auth.HTTPBasicAuth',
      ]),
    args: [],
    judge: secretAt('password', 'passwd', 'secret', 'aws_secret_access_key'),
    atOrigin: true,
  },
  {
    rule: 'redos',
    names: matches.map((name) => `re.${name}`),
    args: [1, 2, 'string'],
    when: (call) => isSlow(call.argument(0), call.names),
    means: (call) => call.argument(0),
  },
  {
    rule: 'redos',
    names: matches.map((name) => `re.compile().${name}`),
    args: [0, 1, 'string'],
    means: ({ object }) => object,
    when: ({ object, names }) => isSlow(object, names),
  },
  {
    rule: 'weak-randomness',
    names: [
      'cryptography.hazmat.primitives.ciphers.aead.AESGCM',
      'AESGCM',
      'cryptography.fernet.Fernet',
      'hmac.new',
      'Crypto.Cipher.AES.new',
      'jwt.encode',
    ],
    args: [0, 1, 'key'],
  },
  {
    rule: 'xxe',
    names: ['fromstring', 'parse', 'XML', 'iterparse', 'fromstringlist'].flatMap((name) => [
      `lxml.etree.${name}`,
      `lxml.objectify.${name}`,
    ]),
    args: [0, 'source', 'text'],
    when: (call) => expands(call.argument('parser') ?? call.argument(1)),
    means: (call) => call.argument('parser') ?? call.argument(1),
  },
  {
    rule: 'xxe',
    names: ['xml.sax.make_parser().parse', 'xml.sax.expatreader.create_parser().parse'],
    args: [0],
    means: ({ object }) => object,
    when: ({ object }) =>
      [...(object?.made?.given ?? [])].some(
        ([key, value]) =>
          /^setFeature:.*(ges|external-general)/.test(key) && (value.constant === true || value.constant === 1),
      ),
  },
]

/** An lxml parser that reads what entities name. */
function expands(parser: ReturnType<Call['argument']>): boolean {
  const given = parser?.made?.given
  return (
    given?.get('resolve_entities')?.constant === true ||
    (given?.get('resolve_entities') === undefined && given?.get('load_dtd')?.constant === true)
  )
}

export const pythonSession: PropertySink = {
  rule: 'trust-boundary',
  names: ['flask.session[]', 'request.session[]', '*.request.session[]', 'session[]', 'quart.session[]'],
}
