// Go's standard library.
import type { Facts } from '../facts.ts'

export const goFacts: Facts = {
  language: 'go',
  nothing: 'nil',
  opens: [
    [/^os\.(Open|OpenFile|Create|CreateTemp)$/, 'file'],
    [/^ioutil\.TempFile$/, 'file'],
    [/^zip\.OpenReader$/, 'file'],
    [/^gzip\.NewReader$/, 'reader'],
    [/^(net\.(Dial|DialTimeout)|tls\.Dial)$/, 'connection'],
    [/^net\.Listen$/, 'listener'],
    [/^(\w+\.)*\w*([dD][bB]|[pP]ool|[cC]onn)\.(Begin|BeginTx|Beginx)$/, 'transaction'],
    [/^http\.(Get|Post|PostForm|Head)$/, 'answer'],
    [/^(\w+\.)*(\w*[cC]lient)\.(Do|Get|Post|PostForm|Head)$/, 'answer'],
    [/^(\w+\.)*\w*([dD][bB]|[tT]x|[pP]ool|[sS]tmt)\.(Query|QueryContext|Queryx|QueryxContext)$/, 'rows'],
  ],
  wraps: /^$/,
  borrows:
    /^(\(send\)|(io|ioutil)\.\w+|(json|xml|yaml|gob|csv|hex|base64|binary)\.\w+|bufio\.New\w+|fmt\.\w+|len|(log|logger|slog)\.\w+|zip\.New(Reader|Writer)|tar\.New(Reader|Writer)|gzip\.New\w+|sql\.\w+|png\.\w+|jpeg\.\w+|image\.\w+|errors\.\w+|bytes\.\w+|strings\.\w+|http\.ServeContent|panic|template\.\w+|\w+\.(WriteTo|ReadFrom))$/,
  closes: /^(Close|Commit|Rollback)$/,
  closesArgument: /^(close|syscall\.Close|unix\.Close)$/,
  harmlessWhenClosed:
    /^(Close|Commit|Rollback|Name|StatusCode|Status|Header|Err|Proto|ContentLength|Request|Trailer|Body|Addr|LocalAddr|RemoteAddr|Error|String|Stats|Columns|Cookies|TLS)$/,
  mayMiss: [[/^(regexp\.\w+|re|\w+Re|\w+RE|\w*[rR]egexp?|\w*[pP]attern)\.(FindStringSubmatch|FindSubmatch)$/]],
  gives: [
    [/^csv\.NewWriter$/, 'csv writer'],
    [/^(fmt\.Errorf|errors\.(New|Errorf))$/, 'error'],
  ],
  ends: /^(panic|os\.Exit|(\w+\.)*(log|logger|t|b|tb|s|klog|glog)\.(Fatal|Fatalf|Fatalln|Panic|Panicf|Panicln|FailNow|Skip|Skipf|SkipNow)|runtime\.Goexit|syscall\.Exit|base\.Fatalf|unreachable)$/,
  pure: /^(len|cap|append|fmt\.(S?print\w*|Errorf|Fprint\w*)|fmt\.\w+|(log|logger|slog)\.\w+|errors\.\w+|strings\.\w+|strconv\.\w+|bytes\.\w+|unicode\.\w+|math\.\w+|time\.\w+|make|new|string|int|int64|byte|float64|unary\S*)$/,
  lock: /^(Lock|RLock)$/,
  unlock: /^(Unlock|RUnlock)$/,
  promises: /^$/,
  looksIn: [
    [/^strings\.(Split|SplitN|HasPrefix|HasSuffix|TrimPrefix|TrimSuffix)$/, 0],
    [/^errors\.(Is|As)$/, 0],
  ],
  orders: [
    [/^os\.(Rename|Link|Symlink)$/, ['oldname', 'newname']],
    [/^io\.(Copy|CopyN|CopyBuffer)$/, ['dst', 'src']],
    [/^copy$/, ['dst', 'src']],
  ],
}
