// Which door a caller came by: a session has an access token with an id, a program's token has none.
import type { Door } from '#reviews/submit.ts'

export const doorOf = (jti: string | null): Door => (jti === null ? 'token' : 'browser')
