// Loaded before a process of the product: puts a quick reviewer in the place of the engine, and ends with the storm.
import { registerHooks } from 'node:module'

const engine = /analysis\/(analyse|warm|model\/connect)\.ts$/
const reviewer = new URL(process.env.REVIEWER ?? './reviewer.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) => {
    const inPlace = engine.test(specifier) && context.parentURL !== reviewer
    return inPlace ? { url: reviewer, shortCircuit: true, format: 'module-typescript' } : next(specifier, context)
  },
})

process.on('disconnect', () => process.exit(1))
