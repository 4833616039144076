// Timers and listeners that a component starts and never stops.
import { endEffect } from './fixes-async.ts'
import { above, callee, isFunction, type Node, within } from './node.ts'
import { bug, type ScriptRule } from './rule.ts'

export const effectRules: ScriptRule[] = [
  {
    ...bug(
      'effect-leak',
      'CWE-772',
      'medium',
      'The effect starts something that it never stops',
      'After each render, and after the component is gone, one more of them keeps running. Return a function that clears or removes it.',
    ),
    fix: endEffect,
    kinds: ['CallExpression'],
    onlyIn: /useEffect|useLayoutEffect/,
    find: (call, file) => {
      const [effect] = call.arguments ?? []
      if (
        !/^(React\.)?use(Layout)?Effect$/.test(callee(call)) ||
        !isFunction(effect) ||
        (effect?.body as Node)?.type !== 'BlockStatement'
      )
        return null
      const inside = [...within(effect, false)]
      if (inside.some((one) => one.type === 'ReturnStatement' && one.argument)) return null
      const starts = inside.find(
        (one) =>
          /^((window|globalThis)\.)?setInterval$/.test(callee(one)) ||
          (/\.addEventListener$/.test(callee(one)) &&
            !/once|signal/.test(file.text.slice(...(one.arguments?.[2]?.range ?? [0, 0])))),
      )
      return starts ?? null
    },
  },
  {
    ...bug(
      'interval-leak',
      'CWE-772',
      'medium',
      'The component starts a timer and never stops it',
      'It keeps running, and keeps the component in memory, after the component is gone. Keep its number and clear it when the component is taken away.',
    ),
    kinds: ['CallExpression'],
    onlyIn: /componentDidMount|ngOnInit|connectedCallback/,
    find: (call, file) => {
      const around = [...above(call)].find(({ type }) => type === 'MethodDefinition')
      const mounts = /^(componentDidMount|ngOnInit|connectedCallback)$/.test(around?.key?.name ?? '')
      return /^(window\.)?setInterval$/.test(callee(call)) && mounts && !/clearInterval/.test(file.text) ? call : null
    },
  },
]
