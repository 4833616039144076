// What both interfaces share: the tokens each answer is said to cost, and the pieces a streamed text comes in.
export const TOKENS = { input: 120, output: 45 }

export const piecesOf = (text: string): string[] => text.match(/[\s\S]{1,12}/g) ?? []
