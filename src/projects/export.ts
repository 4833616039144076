// A project as a zip, for other tools and other places.
import { setImmediate as breathe } from 'node:timers/promises'
import { asc, eq } from 'drizzle-orm'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { Actor } from '#accounts/actor.ts'
import { writeDown } from '#accounts/audit.ts'
import { db } from '#db/client.ts'
import { type ProjectFileRow, projectFiles, projects } from '#db/schema/projects.ts'
import { noSuchProject, ownProject } from './change.ts'

/** Throws `not-found`. */
export async function exportProject(actor: Actor, id: string, address: string): Promise<{ name: string; zip: Buffer }> {
  const { workspaceId } = actor
  const { name, files } = await db().transaction(async (tx) => {
    const [project] = await tx.select().from(projects).where(ownProject(actor, id)).for('key share')
    if (!project) throw noSuchProject()
    await writeDown(tx, { action: 'project.exported', actor, workspaceId, address, target: project.name })
    const own = eq(projectFiles.projectId, id)
    return {
      name: project.name,
      files: await tx.select().from(projectFiles).where(own).orderBy(asc(projectFiles.path)),
    }
  })
  return { name, zip: await pack(files) }
}

async function pack(files: ProjectFileRow[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })
  for (const { path, content, updatedAt } of files) {
    const file = new ZipDeflate(path)
    file.mtime = updatedAt
    zip.add(file)
    file.push(strToU8(content), true)
    await breathe() // others have their turn between two files
  }
  zip.end()
  return Buffer.concat(chunks)
}
