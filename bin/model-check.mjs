// `pnpm model:check`: whether the model that the settings name can be asked, what it can do, and what it would cost.
import { requireNode } from './node-version.mjs'

requireNode('pnpm model:check')
const { loadSettings } = await import('./launch/settings.ts')
