// Every address of the HTTP interface with what it does. A route that is not here fails a test.
import { accountOperations } from './accounts.ts'
import { historyOperations } from './history.ts'
import { instanceOperations } from './instance.ts'
import { modelOperations } from './model.ts'
import type { Operations } from './operation.ts'
import { projectOperations } from './projects.ts'
import { reviewOperations } from './reviews.ts'
import { ruleOperations } from './rules.ts'
import { workspaceOperations } from './workspace.ts'

/** By name, such as `GET /api/reviews/{id}`. */
export const operations: Operations = {
  ...accountOperations,
  ...reviewOperations,
  ...historyOperations,
  ...projectOperations,
  ...ruleOperations,
  ...modelOperations,
  ...workspaceOperations,
  ...instanceOperations,
}
