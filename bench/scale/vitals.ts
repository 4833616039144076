// What a process says of itself at its /metrics: memory, files, the lag of its loop.
export type Vitals = { memoryMb: number; heapMb: number; files: number; lagMs: number; cpuSeconds: number }

/** @param address of the process, such as http://127.0.0.1:3000 */
export async function readVitals(address: string): Promise<Vitals> {
  const text = await (await fetch(`${address}/metrics`)).text()
  const of = (name: string) => Number(new RegExp(`^lintel_${name} (\\S+)`, 'm').exec(text)?.[1])
  return {
    memoryMb: of('process_resident_memory_bytes') / 1024 ** 2,
    heapMb: of('nodejs_heap_size_used_bytes') / 1024 ** 2,
    files: of('process_open_fds'),
    lagMs: of('nodejs_eventloop_lag_p99_seconds') * 1000,
    cpuSeconds: of('process_cpu_seconds_total'),
  }
}
