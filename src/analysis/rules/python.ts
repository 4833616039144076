// All rules for Python that ruff does not say.
import { pythonArgumentRules } from './python-arguments.ts'
import { pythonAsyncRules } from './python-async.ts'
import { pythonBranchRules } from './python-branches.ts'
import { pythonComplexityRules } from './python-complexity.ts'
import { pythonConditionRules } from './python-conditions.ts'
import { pythonCryptoRules } from './python-crypto.ts'
import { pythonErrorRules } from './python-errors.ts'
import { pythonExposureRules } from './python-exposure.ts'
import { pythonFlowRules } from './python-flow.ts'
import { pythonPerformanceRules } from './python-performance.ts'
import { pythonResourceRules } from './python-resources.ts'
import { pythonReturnRules } from './python-returns.ts'
import { pythonTlsRules } from './python-tls.ts'
import { pythonValueRules } from './python-values.ts'
import { pythonWebRules } from './python-web.ts'
import type { PatternRule } from './rule.ts'

export const pythonRules: PatternRule[] = [
  ...pythonArgumentRules,
  ...pythonAsyncRules,
  ...pythonBranchRules,
  ...pythonComplexityRules,
  ...pythonConditionRules,
  ...pythonCryptoRules,
  ...pythonErrorRules,
  ...pythonExposureRules,
  ...pythonFlowRules,
  ...pythonPerformanceRules,
  ...pythonResourceRules,
  ...pythonReturnRules,
  ...pythonTlsRules,
  ...pythonValueRules,
  ...pythonWebRules,
]
