// Go: records that are filled from a request and stored as they are.
import type { Call, Sink } from '../table.ts'
import { harmful, type Value } from '../value.ts'

const stores =
  '*.Create *.Create* *.Save *.Save* *.Insert *.Insert* *.Update *.Update* *.UpdateOne *.ReplaceOne *.Put *.Store *.Upsert *.FirstOrCreate *.Add*'
const stored = (at: number): Sink => ({
  rule: 'mass-assignment',
  names: stores.split(' '),
  args: [at],
  when: (call) => isNarrowed(call) !== true && givesRights(call.argument(at)),
})

export const goRecords: Sink[] = [
  {
    rule: 'mass-assignment',
    names: ['*.Updates', '*.UpdateColumns'],
    args: [0],
    when: (call) => call.args[0]?.value.kind === 'name' && !isNarrowed(call) && isMap(call.argument(0)),
  },
  stored(0),
  stored(1),
]

/** `db.Select("name").Updates(in)`: only these columns are written, or not those. */
const isNarrowed = ({ names }: Call) => names.some((name) => /\.(Select|Omit)\(\)/.test(name))

const isMap = (value: Value | undefined) => value?.made?.name !== '(typed record)'

/** Fields that decide what somebody may do, or owns. */
const right =
  /^(Is|Has)?(Admin|Administrator|Super(user|admin)?|Staff|Root|Owner|OwnerI[dD]|Moderator|Verified|Approved|Trusted|Roles?|Permissions?|Privileges?|Scopes|Balance|Credits?|CreditLimit|Salary|EmailVerified|PasswordHash|AccessLevel|TenantI[dD])$/

/** A record that came in, of a type with such a field that nothing else was put into since. */
function givesRights(value: Value | undefined): boolean {
  const type = value?.made?.name === '(typed record)' ? value.made.given.get('1') : undefined
  return [...(type?.fields?.keys() ?? [])].some((name) => {
    const since = value?.fields?.get(name)
    return right.test(name) && (!since || harmful(since, 'mass-assignment').length > 0)
  })
}
