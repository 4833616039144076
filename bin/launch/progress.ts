// Tells a person what is being done and how long it took: one line for each step, a running clock on a terminal.
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

export const say = (line: string): void => console.log(line)

/** `note` makes a few words about the result, shown beside the time. */
export async function step<Result>(
  title: string,
  work: () => Promise<Result>,
  note: (result: Result) => string = () => '',
): Promise<Result> {
  const started = performance.now()
  const onTerminal = process.stdout.isTTY
  const show = () => process.stdout.write(`\r  ${title} ... ${seconds(started)}\x1b[K`)
  const end = (how: string) => say(`${onTerminal ? '\r\x1b[K' : ''}  ${title}: ${how} (${seconds(started)})`)
  if (onTerminal) show()
  const clock = onTerminal ? setInterval(show, 500) : setInterval(() => say(`  ${title} ...`), 10_000)
  try {
    const result = await work()
    end(['done', note(result)].filter(Boolean).join(', '))
    return result
  } catch (error) {
    end('FAILED')
    throw error
  } finally {
    clearInterval(clock)
  }
}
