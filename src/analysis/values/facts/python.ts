// Python's standard library, and what many projects use.
import type { Facts } from '../facts.ts'

export const pythonFacts: Facts = {
  language: 'python',
  nothing: 'None',
  opens: [
    [
      /^(open|io\.open|codecs\.open|gzip\.open|bz2\.open|lzma\.open|tarfile\.open|wave\.open|shelve\.open|os\.fdopen)$/,
      'file',
    ],
    [/^(zipfile\.ZipFile|tempfile\.(NamedTemporaryFile|TemporaryFile))$/, 'file'],
    [/^os\.open$/, 'file'],
    [/^socket\.(socket|create_connection)$/, 'socket'],
    [/^(sqlite3|psycopg2|psycopg|pymysql|MySQLdb|mysql\.connector|cx_Oracle|oracledb|pyodbc)\.connect$/, 'connection'],
    [/^(smtplib\.SMTP(_SSL)?|ftplib\.FTP(_TLS)?|imaplib\.IMAP4(_SSL)?|telnetlib\.Telnet)$/, 'connection'],
  ],
  wraps: /^(csv\.(reader|DictReader)|io\.(BufferedReader|BufferedWriter|TextIOWrapper)|gzip\.GzipFile)$/,
  borrows:
    /^(json\.(load|dump)|pickle\.(load|dump)|marshal\.(load|dump)|csv\.(writer|DictWriter)|yaml\.\w+|toml\w*\.load|shutil\.copyfileobj|print|len|str|repr|list|tuple|sorted|sum|enumerate|next|iter|any|all|min|max|bool|isinstance|hasattr|getattr|id|type|os\.(read|write|fsync|fstat|ftruncate|lseek)|fcntl\.\w+|struct\.\w+|logging\.\w+|log\.\w+|logger\.\w+|ast\.parse|map|filter|zip|set|dict|reversed|select\.select|configparser\.\w+|mmap\.mmap)$/,
  closes: /^(close|quit|aclose)$/,
  closesArgument: /^os\.close$/,
  harmlessWhenClosed: /^(close|quit|closed|name|mode|fileno|__exit__|unlink|getvalue|connect|open|shutdown|file)$/,
  mayMiss: [
    [/^re\.(match|search|fullmatch)$/],
    [/^shutil\.which$/],
    [/^os\.environ\.get$/, 1],
    [/^os\.getenv$/, 1],
    [/^inspect\.(getmodule|getdoc)$/],
  ],
  gives: [
    [/^(str|repr|input|chr|hex|bin|oct|ascii|format)$/, 'text'],
    [/^(int|float|len|ord|hash|round)$/, 'number'],
    [/^(bool|isinstance|callable|any|all)$/, 'boolean'],
    [/^(list|sorted)$/, 'list'],
    [
      /\.(strip|lstrip|rstrip|lower|upper|title|casefold|capitalize|strftime|isoformat|hexdigest|zfill|ljust|rjust|decode)$/,
      'text',
    ],
    [/\.(split|rsplit|splitlines|readlines)$/, 'list'],
    [/\.encode$/, 'bytes'],
    [/^(\w+\.)*request\.(args|form|headers|cookies|values|GET|POST|META)\.get$/, 'text', 2],
    [/^dict$/, 'map'],
    [/^(set|frozenset)$/, 'set'],
    [/^tuple$/, 'tuple'],
    [/^bytes$/, 'bytes'],
    [
      /^(os\.getcwd|os\.path\.(join|basename|dirname|abspath|realpath|normpath)|os\.getlogin|json\.dumps|platform\.\w+)$/,
      'text',
    ],
    [/^(time\.time|time\.monotonic|random\.(random|randint|randrange)|os\.getpid|math\.\w+)$/, 'number'],
    [/^asyncio\.sleep$/, 'promise'],
  ],
  ends: /^(sys\.exit|(flask\.)?abort|(\w+\.)*parser\.(error|exit)|os\._exit|exit|quit|os\.abort|pytest\.(fail|skip|exit)|self\.(fail|skipTest))$/,
  pure: /^(print|len|str|int|float|repr|isinstance|type|min|max|sum|abs|range|enumerate|sorted|list|dict|set|tuple|zip|any|all|bool|round|format|(log|logger|logging|_log|_logger|LOG|LOGGER)\.\w+|re\.\w+|os\.path\.\w+|time\.\w+|math\.\w+|json\.dumps)$/,
  lock: /^acquire$/,
  unlock: /^release$/,
  promises: /^asyncio\.sleep$/,
  looksIn: [[/^re\.(sub|subn)$/, 2]],
  orders: [
    [
      /^(os\.(rename|replace|link|symlink)|shutil\.(copy|copy2|copyfile|copytree|move|copymode|copystat))$/,
      ['src', 'dst'],
    ],
  ],
}
