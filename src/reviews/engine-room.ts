// The parts of the engine that read files and start threads, as the web reaches them: from their sources, never bundled.
import path from 'node:path'
import { pathToFileURL } from 'node:url'

type Rooms = {
  'model/converse.ts': typeof import('#analysis/model/converse.ts')
  'model/improve.ts': typeof import('#analysis/model/improve.ts')
  'model/check-model.ts': typeof import('#analysis/model/check-model.ts')
  'model/estimate.ts': typeof import('#analysis/model/estimate.ts')
  'model/write-rules.ts': typeof import('#analysis/model/write-rules.ts')
}

/** Every process is started in the folder of the project. */
export const fromEngine = <Name extends keyof Rooms>(name: Name): Promise<Rooms[Name]> =>
  import(/* turbopackIgnore: true */ pathToFileURL(path.resolve('src/analysis', name)).href)
