// GET: a project and how much it holds. PATCH: another name. DELETE: it goes, with its files and its reviews.
import { ProjectChange } from '#contract/project.ts'
import { changeProject, deleteProject } from '#projects/manage.ts'
import { readProject } from '#projects/read.ts'
import { forgetReview } from '#reviews/read.ts'
import { signedIn } from '../../handle.ts'
import { idIn } from '../../id-in.ts'
import { readJson } from '../../read-json.ts'

export const GET = signedIn('reads', 'projects:read', async ({ actor, params }) =>
  Response.json(await readProject(actor, idIn(params))),
)

export const PATCH = signedIn('writes', 'projects:write', async ({ actor, params, request }) =>
  Response.json(await changeProject(actor, idIn(params), ProjectChange.parse(await readJson(request)))),
)

export const DELETE = signedIn('writes', 'projects:write', async ({ actor, params, address }) => {
  const reviews = await deleteProject(actor, idIn(params), address)
  await Promise.all(reviews.map((id) => forgetReview(actor.workspaceId, id)))
  return new Response(null, { status: 204 })
})
