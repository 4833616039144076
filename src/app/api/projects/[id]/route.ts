// GET: a project and how much it holds. PATCH: another name or baseline. DELETE: it goes, with its files and its reviews.
import { ProjectChange } from '#contract/project.ts'
import { changeProject, deleteProject } from '#projects/manage.ts'
import { readProject } from '#projects/read.ts'
import { forgetForNow, forgetReview } from '#reviews/read.ts'
import { signedIn } from '../../handle.ts'
import { idIn } from '../../id-in.ts'
import { readJson } from '../../read-json.ts'

export const GET = signedIn('reads', 'projects:read', async ({ actor, params }) =>
  Response.json(await readProject(actor, idIn(params))),
)

export const PATCH = signedIn('writes', 'projects:write', async ({ actor, params, request }) => {
  const change = ProjectChange.parse(await readJson(request))
  const { project, reviews } = await changeProject(actor, idIn(params), change)
  await forgetForNow(actor.workspaceId, reviews)
  return Response.json(project)
})

export const DELETE = signedIn('writes', 'projects:write', async ({ actor, params, address }) => {
  const reviews = await deleteProject(actor, idIn(params), address)
  await Promise.all(reviews.map((id) => forgetReview(actor.workspaceId, id)))
  return new Response(null, { status: 204 })
})
