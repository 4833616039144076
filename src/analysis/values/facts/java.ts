// Java's standard library.
import type { Facts } from '../facts.ts'

export const javaFacts: Facts = {
  language: 'java',
  nothing: 'null',
  opens: [
    [
      /^new (FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile|PrintWriter|ZipFile|JarFile)$/,
      'file',
    ],
    [
      /^Files\.(newInputStream|newOutputStream|newBufferedReader|newBufferedWriter|lines|list|walk|newByteChannel|newDirectoryStream)$/,
      'file',
    ],
    [/^(FileChannel|SocketChannel|ServerSocketChannel)\.open$/, 'channel'],
    [/^new (Socket|ServerSocket|DatagramSocket)$/, 'socket'],
    [/^(DriverManager|(\w+\.)*\w*([dD]ataSource|ds|[pP]ool))\.getConnection$/, 'connection'],
    [/^(\w+\.)*\w*([cC]onn|[cC]onnection|con)\.(prepareStatement|createStatement|prepareCall)$/, 'statement'],
    [/^(\w+\.)*(\w*([sS]tatement|[sS]tmt)|ps|st)\.executeQuery$/, 'results'],
  ],
  wraps:
    /^new (Buffered(Reader|Writer|InputStream|OutputStream)|InputStreamReader|OutputStreamWriter|Data(Input|Output)Stream|Object(Input|Output)Stream|GZIP(Input|Output)Stream|Zip(Input|Output)Stream|Jar(Input|Output)Stream|PrintWriter|PrintStream|Scanner|LineNumberReader|Pushback\w+)$/,
  borrows:
    /^(System\.(out|err)\.\w+|(log|logger|LOG|LOGGER)\.\w+|String\.(valueOf|format)|Objects\.\w+|IOUtils\.(copy|toString|toByteArray|readLines|write)|(\w+\.)*(load|store|readValue|writeValue)|Files\.copy|ImageIO\.\w+|(\w+\.)*(parse|transferTo|unmarshal))$/,
  closes: /^(close|closeQuietly|disconnect)$/,
  closesArgument: /(^|\.)close(Quietly|Silently|All|(Stream|Resource|Connection|Statement|ResultSet|Closeable)s?)?$/,
  harmlessWhenClosed:
    /^(close|closeQuietly|isClosed|isOpen|toString|hashCode|getFD|getClass|equals|isConnected|getPath|isShutdown|getInetAddress|getLocalPort|getPort|checkError)$/,
  mayMiss: [
    [/^System\.(getProperty|getenv)$/, 1],
    [/^(\w+\.)*(request|req)\.(getParameter|getHeader|getAttribute|getCookies)$/, 1],
    [/\.readLine$/, 0],
    [/\.getResourceAsStream$/, 1],
    [/\.(listFiles|console)$/],
  ],
  gives: [
    [/^(String\.(valueOf|format|join)|Integer\.(toString|toHexString)|Long\.toString)$/, 'String'],
    [/(?<!\bObjects)\.(trim|toUpperCase|toLowerCase|substring|strip|toString|concat|getName)$/, 'String'],
    [/^(Integer\.valueOf|new Integer)$/, 'Integer'],
    [/^(Long\.valueOf|new Long)$/, 'Long'],
    [/^(Integer\.parseInt|Math\.(max|min|abs|round|floorMod))$/, 'number'],
    [/\.(size|length|indexOf|lastIndexOf|compareTo)$/, 'number'],
  ],
  ends: /^(System\.exit|Runtime\.getRuntime\(\)\.(halt|exit)|fail|Assert\.fail|Assertions\.fail)$/,
  pure: /^(System\.(out|err)\.\w+|(log|logger|LOG|LOGGER|\w*[lL]ogger)\.\w+|String\.\w+|Math\.\w+|Integer\.\w+|Long\.\w+|Objects\.\w+|System\.(currentTimeMillis|nanoTime))$/,
  lock: /^(lock|lockInterruptibly|acquire|acquireUninterruptibly)$/,
  unlock: /^(unlock|release)$/,
  promises: /^$/,
  looksIn: [],
  orders: [
    [/^Files\.(copy|move|createLink|createSymbolicLink)$/, ['source', 'target']],
    [/^System\.arraycopy$/, ['src', 'srcPos', 'dest', 'destPos', 'length']],
    [/^(assertEquals|Assert\.assertEquals|Assertions\.assertEquals)$/, ['expected', 'actual']],
  ],
}
