// Records that take over what a request brings, in four languages: all of its fields, or names that it chooses.
import { type Analyse, hitsOf } from '../hit.ts'
import { analyse } from './dataflow.ts'
import { testTable } from './table.ts'

/** Without what is held back. */
const shown: Analyse = async (file) => hitsOf(await analyse(file)).filter(({ heldBack }) => !heldBack)

const types = 'type User struct {\n\tName string\n\tRole string `json:"role"`\n\tOwner string `json:"-"`\n}\n'
/** The body begins with line 12. */
const go = (body: string) =>
  `package a\n\nimport (\n\t"encoding/json"\n\t"net/http"\n)\n\ntype Address struct {\n\tStreet string\n\tOwner string \`json:"-"\`\n}\nfunc h(w http.ResponseWriter, r *http.Request) {\n${body}\n}\n${types}`

testTable(shown, 'go', [
  [go('var u User\njson.NewDecoder(r.Body).Decode(&u)\ndb.Create(&u)'), ['15 mass-assignment']],
  [go('u := &User{}\njson.NewDecoder(r.Body).Decode(u)\nusers.InsertOne(r.Context(), u)'), ['15 mass-assignment']],
  [go('var u User\njson.NewDecoder(r.Body).Decode(&u)\nu.Role = "guest"\ndb.Create(&u)'), []],
  [go('var u User\njson.NewDecoder(r.Body).Decode(&u)\ndb.Model(&u).Select("name").Updates(u)'), []],
  [go('var a Address\njson.NewDecoder(r.Body).Decode(&a)\ndb.Create(&a)'), []],
  [go('var in Address\njson.NewDecoder(r.Body).Decode(&in)\ndb.Create(&User{Name: in.Street})'), []],
  [go('m := map[string]any{}\njson.NewDecoder(r.Body).Decode(&m)\ndb.Model(&x).Updates(m)'), ['15 mass-assignment']],
  [
    `${go('e, err := read(r)\nif err != nil {\nreturn\n}\ndb.Save(&e)')}func read(r *http.Request) (User, error) {\n\tvar e User\n\terr := json.NewDecoder(r.Body).Decode(&e)\n\treturn e, err\n}\n`,
    ['17 mass-assignment'],
  ],
])

const jaxRs = (body: string) =>
  `class R {\n  ObjectMapper mapper;\n  @PATCH public void edit(String json) throws Exception {\n${body}\n  }\n}\n`

testTable(shown, 'java', [
  [jaxRs('mapper.readerForUpdating(employee).readValue(json);'), ['4 mass-assignment']],
  [jaxRs('mapper.updateValue(employee, json);'), ['4 mass-assignment']],
  [jaxRs('mapper.readerForUpdating(patchRequest).readValue(json);'), []],
])

const flask = (...lines: string[]) =>
  `from flask import request\n\n@app.post("/")\ndef f():\n${lines.map((line) => `    ${line}\n`).join('')}`

testTable(shown, 'python', [
  [flask('User(**{key: escape(value) for key, value in request.form.items()})'), ['5 mass-assignment']],
  [flask('User(**{key: value for key, value in request.form.items() if key in {"a", "b"}})'), []],
  [flask('User(**{key: request.form[key] for key in ("a", "b")})'), []],
  [flask('values = request.get_json()', 'if set(values) - {"a"}:', '    return 400', 'User(**values)'), []],
  [flask('values = request.get_json()', 'if not set(values).issubset(KNOWN):', '    return 400', 'User(**values)'), []],
  [
    flask('values = request.get_json()', 'if set(values) - {"a"}:', '    log()', 'User(**values)'),
    ['8 mass-assignment'],
  ],
])

const express = (body: string) =>
  `import express from 'express'\nconst app = express()\nconst all = {}\napp.post('/', async (req, res) => {\n${body}\n})\n`

testTable(shown, 'javascript', [
  [
    express('const f = {}\nfor (const [k, v] of Object.entries(req.body)) f[k] = escapeHtml(v)\nUser.create(f)'),
    ['7 mass-assignment'],
  ],
  [express('const f = {}\nfor (const k of ["a", "b"]) f[k] = req.body[k]\nUser.create(f)'), []],
  [express('const one = all[req.body.a] || {}\none[req.body.b] = 1'), ['6 prototype-pollution']],
  [express('all[req.body.a] ??= {}\nconst one = all[req.body.a]\none[req.body.b] = 1'), ['7 prototype-pollution']],
  [express('const one = all[req.body.a] || {}\none.name = req.body.b'), []],
  [express('const one = all.fixed\none[req.body.b] = 1'), []],
  [
    express(
      'const { a } = req.body\nif (["__proto__", "constructor"].includes(a)) return\nconst one = all[a]\none[req.body.b] = 1',
    ),
    [],
  ],
])
