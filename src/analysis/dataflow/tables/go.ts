// Go: the standard library's server, Gin, Echo, chi, Fiber, gorilla, and what comes in through them.
import type { Table } from '../table.ts'
import { goFlaws, goGuessable, goSession, goWeakHashes } from './go-flaws.ts'
import { goRecords } from './go-records.ts'
import { goSinks } from './go-sinks.ts'
import { goSources, request } from './go-sources.ts'

/** Every source, and every sink that a text built of a parameter is enough for, is spelled with one of these. */
export const goWords =
  /"net(\/http|\/url|\/textproto)?"|mime\/multipart|gin-gonic|labstack\/echo|gofiber|httprouter|gorilla|go-chi|aws-lambda|pb"|os\.Args|flag\.Arg|\.(Query|Exec|Prepare|Raw|Where|Order|Having|Named|Get|Select|MustExec)\w*\(|exec\.Command|ssh|ldap|query"|xpath|etree|math\/rand|crypto\/|regexp2/

export const goTable: Table = {
  sources: [...goSources, goGuessable, goWeakHashes],
  params: [
    {
      type: /^net\/url\.Values$|httprouter\.Params$|^\*?mime\/multipart\.FileHeader$/,
      note: request,
      cleans: ['nosql-injection'],
    },
    { type: /events\.APIGateway(V2HTTP|Proxy|WebsocketProxy)?\w*Request$/, note: request, cleans: ['nosql-injection'] },
    { type: /^\*?(.*[./])?\w*pb\.\w+(Request|Req)$/, note: 'comes with the call', cleans: ['nosql-injection'] },
  ],
  sinks: [...goSinks, ...goRecords, ...goFlaws],
  properties: [goSession],
  cleaners: [
    {
      names: [
        '*.strconv.Atoi',
        '*.strconv.ParseInt',
        '*.strconv.ParseUint',
        '*.strconv.ParseFloat',
        '*.strconv.ParseBool',
        '*.strconv.Itoa',
        '*.strconv.FormatInt',
        '*.time.Parse',
        '*.time.ParseDuration',
        '*.uuid.Parse',
        '*.uuid.FromString',
        '*.uuid.MustParse',
        '*.net.ParseIP',
        '*.netip.ParseAddr',
        '*.primitive.ObjectIDFromHex',
        '*.bson.ObjectIDFromHex',
        '*.Unix',
      ],
      rules: 'text',
    },
    {
      names: ['len', 'cap', '*.RemoteAddr', '*.LocalAddr', '*.utf8.RuneCountInString', '*.Len', '*.StatusCode'],
      rules: 'all',
    },
    {
      // What a file, a server or a table holds is not what it is asked for with.
      names: [
        ...['Open', 'OpenFile', 'Create', 'ReadFile', 'ReadDir', 'Stat', 'Lstat'].map((one) => `os.${one}`),
        ...['ReadFile', 'ReadDir'].map((one) => `io/ioutil.${one}`),
        ...['Get', 'Post', 'Head', 'PostForm'].map((one) => `net/http.${one}`),
        '*.exec.Command',
        '*.exec.CommandContext',
        '*.net.Dial',
        '*.zip.OpenReader',
        ...['Query', 'QueryAll', 'Find', 'FindOne'].flatMap((one) => [`*.xmlquery.${one}`, `*.htmlquery.${one}`]),
      ],
      rules: 'all',
    },
    { names: ['min', '*.math.Min'], rules: ['huge-allocation'] },
    {
      names: [
        '*.filepath.Base',
        '*.path.Base',
        '(rooted path)',
        '*.securejoin.SecureJoin',
        '*.filepath.Localize',
        '*.SecureFilename',
      ],
      rules: ['path-traversal'],
    },
    { names: ['*.filepath.Ext', '*.path.Ext'], rules: ['path-traversal'] },
    {
      names: [
        '*.html.EscapeString',
        '*.template.HTMLEscapeString',
        '*.template.HTMLEscaper',
        '*.template.JSEscapeString',
        '*.Sanitize',
        '*.SanitizeBytes',
      ],
      rules: ['xss'],
    },
    {
      names: ['*.url.QueryEscape', '*.url.PathEscape', '*.Encode'],
      rules: ['ssrf', 'open-redirect', 'xss', 'header-injection', 'log-injection', 'path-traversal'],
    },
    {
      names: [
        '(one line)',
        '*.strings.NewReplacer().Replace',
        '*.Replacer.Replace',
        '*.strings.Fields',
        '*.strings.Map',
      ],
      rules: ['log-injection', 'header-injection'],
    },
    {
      names: ['(quoted)', '*.strconv.Quote', '*.strconv.QuoteToASCII', '*.json.Marshal', '*.json.MarshalIndent'],
      rules: ['log-injection', 'header-injection'],
    },
    { names: ['*.mime.QEncoding.Encode', '*.mime.BEncoding.Encode'], rules: ['header-injection'] },
    { names: ['*.regexp.QuoteMeta'], rules: ['regex-injection'] },
    { names: ['*.ldap.EscapeFilter', '*.ldap.EscapeDN'], rules: ['ldap-injection'] },
    {
      names: ['*.pq.QuoteIdentifier', '*.pq.QuoteLiteral', '*.pgx.Identifier.Sanitize', '*.Sanitize'],
      rules: ['sql-injection'],
    },
    { names: ['*.shellescape.Quote', '*.shellquote.Join', '*.shellescape.QuoteCommand'], rules: ['command-injection'] },
    { names: ['(typed record)'], rules: ['nosql-injection'] },
    { names: ['(as text)'], rules: ['nosql-injection', 'mass-assignment'] },
    {
      names: [
        '*.Sum',
        '*.Sum256',
        '*.Sum512',
        '*.hex.EncodeToString',
        '*.EncodeToString',
        '*.Sum32',
        '*.Sum64',
        '*.MatchString',
        '*.FindStringSubmatch',
      ],
      rules: 'all',
    },
  ],
  guards: [
    {
      names: [
        '*.MatchString',
        '*.Match',
        '*.regexp.MatchString',
        '*.uuid.Validate',
        '*.govalidator.IsAlphanumeric',
        '*.IsAlphanumeric',
        '*.Var',
      ],
      rules: 'all',
    },
    {
      names: ['*.fs.ValidPath', '*.filepath.IsLocal', '*.filepath.Rel', '*.filepath.Match'],
      rules: ['path-traversal'],
    },
    { names: ['*.strings.HasPrefix'], rules: ['path-traversal', 'ssrf', 'open-redirect'] },
    { names: ['*.strings.HasSuffix', '*.strings.EqualFold'], rules: ['ssrf', 'open-redirect'] },
    { names: ['(stays here)'], rules: ['open-redirect'] },
    {
      names: [
        '*.uuid.Parse',
        '*.strconv.Atoi',
        '*.strconv.ParseInt',
        '*.time.Parse',
        '*.net.ParseIP',
        '*.netip.ParseAddr',
      ],
      rules: 'text',
    },
  ],
  returns: [],
  ends: /^(panic|os\.Exit|log\.(Fatal|Fatalf|Fatalln|Panic|Panicf)|runtime\.Goexit)$/,
  harmlessTypes:
    /^(\*?(u?int(8|16|32|64|ptr)?|float(32|64)|bool|byte|rune|error|time\.(Time|Duration|Month)|.*uuid\.UUID|.*primitive\.ObjectID|context\.Context|net\/http\.(Request|ResponseWriter|Client|Handler|HandlerFunc|ServeMux|Header)|.*(gin\.Context|echo\.Context|fiber\.Ctx)|database\/sql\.\w+|.*(gorm|sqlx)\.DB|testing\.\w+|sync\.\w+)$|func\()/,
  mutators: /^(WriteString|WritePlain|Write|WriteByte|WriteRune|Add|Set|Append|PushBack|Store)$/,
  methodsLookUp: true,
  opaque:
    /^(Is[A-Z]\w*|Has[A-Z]\w*|Exists|Count|Index|IndexByte|LastIndex|Compare|Equal|EqualFold|Contains\w*|New|Errorf|Valid\w*|valid\w*|Verify\w*|verify\w*|check\w*|Check\w*|hash\w*|Hash\w*|encrypt\w*|sign|Sign\w*|find[A-Z]\w*|lookup\w*|load[A-Z]\w*ByID|Context|Background|TODO|WithValue|WithTimeout|WithCancel|Now|Since|CompareHashAndPassword|GenerateFromPassword|LoadLocation|Getenv|LookupEnv)$/,
}
