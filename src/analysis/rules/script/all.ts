// All rules over ESLint's tree.
import { asyncRules } from './async.ts'
import { complexityRules } from './complexity.ts'
import { cryptoRules } from './crypto.ts'
import { effectRules } from './effects.ts'
import { exposureRules } from './exposure.ts'
import { keyRules } from './keys.ts'
import { logicRules } from './logic.ts'
import { loopRules } from './loops.ts'
import { nameRules } from './names.ts'
import { performanceRules } from './performance.ts'
import { pollutionRules } from './pollution.ts'
import { resourceRules } from './resources.ts'
import { resultRules } from './results.ts'
import type { ScriptRule } from './rule.ts'
import { searchRules } from './searches.ts'
import { tokenRules } from './tokens.ts'
import { webRules } from './web.ts'

export const scriptRules: readonly ScriptRule[] = [
  ...cryptoRules,
  ...tokenRules,
  ...webRules,
  ...pollutionRules,
  ...asyncRules,
  ...resourceRules,
  ...resultRules,
  ...logicRules,
  ...performanceRules,
  ...exposureRules,
  ...loopRules,
  ...searchRules,
  ...keyRules,
  ...effectRules,
  ...nameRules,
  ...complexityRules,
]
