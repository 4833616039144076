// A JSON schema as a list of fields; one that has a name is a link to where it is told.
import type { JsonSchema } from './open-api.ts'

export function Schema({ schema }: { schema: JsonSchema }) {
  const { properties, required = [] } = schema
  if (!properties)
    return (
      <p>
        <Type schema={schema} />
      </p>
    )
  return (
    <ul>
      {Object.entries(properties).map(([name, field]) => (
        <li key={name}>
          <code>{name}</code>
          {required.includes(name) ? '' : ' (may be left out)'}: <Type schema={field} />
          <Inner schema={field} />
        </li>
      ))}
    </ul>
  )
}

/** The fields of an object that has no name of its own. */
function Inner({ schema }: { schema: JsonSchema }) {
  const inner = schema.items ?? schema
  return inner.properties ? <Schema schema={inner} /> : null
}

export function Type({ schema }: { schema: JsonSchema }) {
  const { $ref, type, format, items, anyOf } = schema
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if ($ref) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1)
    return <a href={`#schema-${name}`}>{name}</a>
  }
  if (items)
    return (
      <>
        list of <Type schema={items} />
      </>
    )
  if (anyOf)
    return anyOf.map((one, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
      <span key={index}>
        {index > 0 && ' or '}
        <Type schema={one} />
      </span>
    ))
  if (values) return values.map((value) => JSON.stringify(value)).join(', ')
  return [[type ?? 'anything'].flat().join(' or '), format].filter(Boolean).join(', ')
}
