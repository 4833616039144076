// `pnpm rules`: writes the list of built-in rules anew, after a rule was added or changed.
import { writeFileSync } from 'node:fs'
import { requireNode } from './node-version.mjs'

requireNode('pnpm rules')
const { inRoot } = await import('./launch/root.ts')
const { collectRules } = await import('../src/analysis/catalogue/collect.ts')
const rules = collectRules()
writeFileSync(inRoot('src/analysis/catalogue/rules.json'), `${JSON.stringify(rules, null, 1)}\n`)
console.log(`${rules.length} rules, ${rules.filter(({ fix }) => fix).length} with a fix.`)
