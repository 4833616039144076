// GET: the projects of my workspace. POST: one more.
import { NewProject } from '#contract/project.ts'
import { createProject } from '#projects/manage.ts'
import { listProjects } from '#projects/read.ts'
import { signedIn } from '../handle.ts'
import { readJson } from '../read-json.ts'

export const GET = signedIn('reads', 'projects:read', async ({ actor }) =>
  Response.json({ items: await listProjects(actor), nextCursor: null }),
)

export const POST = signedIn('writes', 'projects:write', async ({ actor, request }) => {
  const project = await createProject(actor, NewProject.parse(await readJson(request)))
  return Response.json(project, { status: 201, headers: { location: `/api/projects/${project.id}` } })
})
