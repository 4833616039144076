// Keys pressed after the palette was asked for and before it could take them: kept, and handed over once it is there.

export type EarlyKeys = ReturnType<typeof createEarlyKeys>

export function createEarlyKeys() {
  let typed = ''
  let entered = false

  /** On the way down, so that none of it lands in the text. */
  function keep(event: KeyboardEvent) {
    if (event.key === 'Escape') return stop()
    if (event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key.length === 1) typed += event.key
    else if (event.key === 'Backspace') typed = typed.slice(0, -1)
    else if (event.key === 'Enter') entered = true
  }
  function stop() {
    window.removeEventListener('keydown', keep, true)
    typed = ''
    entered = false
  }

  return {
    listen() {
      stop()
      window.addEventListener('keydown', keep, true)
    },
    /** From now on the field has the keys itself; what was kept is put into it, and Enter pressed if it was. */
    async handOver(field: HTMLInputElement) {
      const kept = { typed, entered }
      stop()
      if (kept.typed === '') return
      // Once whoever told us of the focus is through with it.
      await Promise.resolve()
      field.setRangeText(kept.typed, field.value.length, field.value.length, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
      if (!kept.entered) return
      await new Promise(requestAnimationFrame)
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }))
    },
  }
}
