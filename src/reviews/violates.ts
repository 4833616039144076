// Whether the database refused a write by a named constraint. The driver's error stands behind Drizzle's own.
export function violates(error: unknown, constraint: string): boolean {
  if (!(error instanceof Error)) return false
  return (error as { constraint_name?: string }).constraint_name === constraint || violates(error.cause, constraint)
}
