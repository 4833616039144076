// A sentence of a finding: plain text in which `names` between backticks are set as code. Never HTML.
export function Prose({ text }: { text: string }) {
  const parts = text.split(/`([^`\n]+)`/)
  return parts.map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one fixed sentence
    index % 2 ? <code key={index}>{part}</code> : part,
  )
}
