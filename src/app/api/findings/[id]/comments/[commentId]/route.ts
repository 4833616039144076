// DELETE: a comment of one's own goes.
import { removeComment } from '#insights/comments.ts'
import { signedIn } from '../../../../handle.ts'
import { idIn } from '../../../../id-in.ts'

export const DELETE = signedIn('writes', 'reviews:write', async ({ actor, params }) => {
  await removeComment(actor, idIn(params), idIn(params, 'commentId'))
  return new Response(null, { status: 204 })
})
