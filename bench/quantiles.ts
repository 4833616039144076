// Numbers in a row, and what is said of them.
export const sorted = (numbers: number[]) => [...numbers].sort((a, b) => a - b)

/** The smallest that at least this share of the numbers does not exceed. */
export const quantile = (numbers: number[], share: number): number =>
  sorted(numbers)[Math.max(0, Math.ceil(share * numbers.length) - 1)] ?? Number.NaN

export const spread = (numbers: number[], digits = 0): string =>
  [0, 0.5, 1].map((share) => quantile(numbers, share).toFixed(digits)).join(' / ')
