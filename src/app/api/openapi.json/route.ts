// GET: the HTTP interface as an OpenAPI document, for everybody: it tells what any instance can do.
import { env } from '#env.ts'
import { openApi } from '#openapi/document.ts'
import { open } from '../handle.ts'

export const GET = open(null, async () => Response.json(openApi(env().APP_ORIGIN)))
