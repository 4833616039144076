// The context menu by keyboard: as a right click would open it, below what has the focus.

export function openContextMenu(element: Element) {
  const { left, bottom } = element.getBoundingClientRect()
  const where = { clientX: left + 24, clientY: bottom }
  // After the key's own event, which would otherwise take back what is opened within it.
  setTimeout(() => element.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...where })))
}

export const asksForMenu = ({ key, shiftKey }: { key: string; shiftKey: boolean }) =>
  key === 'ContextMenu' || (key === 'F10' && shiftKey)
