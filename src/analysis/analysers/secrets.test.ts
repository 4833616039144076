// Secrets by shape and by name; stand-ins, settings and tests are left alone. Keys are put together here, none is real.
import { analyse } from './secrets.ts'
import { testTable } from './table.ts'

const aws = `${'AKIA'}5RWQ7KZD3MVX2HTB`
const github = `${'ghp'}_R7kQz2Wv9XnB4tLmY8cJ5hDs3FgP6aUe1KoT`
const slack = `${'xoxb'}-2938475610-8472619305-Qw8eRt5yUi2oPa7sDf4gHj1k`

testTable(analyse, 'python', [
  [`key = "${aws}"\n`, ['1 aws-access-key']],
  [`x = 1\nheaders = {"a": "token ${github}"}\n`, ['2 github-token']],
  [`s = "${slack}"\n`, ['1 slack-token']],
  ['key = "AKIAIOSFODNN7EXAMPLE"\n', []],
  ['password = "tr0ub4dor-and-3"\n', ['1 named-secret']],
  ['API_KEY = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"\n', ['1 named-secret']],
  ['api_key: str = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"\n', ['1 named-secret']],
  ['password = os.environ["DB_PASSWORD"]\n', []],
  ['password = "changeme123"\npassword = "<your password 1>"\npassword = "${DB_PASSWORD1}"\n', []],
  ['token_url = "https://a.b/oauth2/token"\nPASSWORD_FIELD = "password_field_2"\n', []],
  ['token = "user.password.reset"\nsecret = "aws/secretsmanager/v2/name"\n', []],
  ['password = "tr0ub4dor-and-3"\n', [], 'tests/test_login.py'],
])
testTable(analyse, 'typescript', [
  ["const kinds = { 'AWS::ApiGateway::ApiKey': '9f8e7d6c5b4a39281706f5e4d3c2b1a0' }\n", []],
  ["const config = { password: 'tr0ub4dor-and-3' }\n", ['1 named-secret']],
  ["const token: string = 'Zx81kQp09LmN45vBt7Rw2YcD'\n", ['1 named-secret']],
  ["const schema = { password: 'string', token: 'Bearer' }\nconst password = process.env.PASSWORD\n", []],
  ['const csrfToken = `a${b}cdefghi1`\n', []],
])
testTable(analyse, 'text', [
  ['export DB_PASSWORD=tr0ub4dor-and-3\n', ['1 named-secret']],
  ['DB_PASSWORD=\nDB_PASSWORD=${SECRET_1234}\nPORT=3000\n', []],
  ['The password is something you choose yourself.\n', []],
])
