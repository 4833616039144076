// Room between two lines of the text for something of ours, which moves with the lines around it.
'use client'
import type { editor } from 'monaco-editor/editor'
import { useEffect, useState } from 'react'

/** Where to draw, or null. @param line below which; it counts when `what` changes, later the text moves it along. */
export function useZone(code: editor.IStandaloneCodeEditor | null, what: string | null, line: number) {
  const [host, setHost] = useState<HTMLElement | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the zone follows its line by itself
  useEffect(() => {
    if (!code || what === null) return
    const node = document.createElement('div')
    node.className = 'lintel-zone'
    const close = openZone(code, node, line)
    setHost(node)
    return () => {
      close()
      setHost(null)
    }
  }, [code, what])
  return host
}

/** The zone itself is hidden from screen readers, so it is only the gap; what is drawn lies over it. */
function openZone(code: editor.IStandaloneCodeEditor, node: HTMLElement, line: number): () => void {
  const widget = { getId: () => 'lintel.zone', getDomNode: () => node, getPosition: () => null }
  const zone: editor.IViewZone = {
    afterLineNumber: line,
    heightInPx: 0,
    domNode: document.createElement('div'),
    onDomNodeTop: (top) => {
      node.style.top = `${top}px`
    },
  }
  let id = ''
  const align = () => {
    const { contentLeft, contentWidth, verticalScrollbarWidth } = code.getLayoutInfo()
    node.style.left = `${contentLeft}px`
    node.style.width = `${contentWidth - verticalScrollbarWidth - 8}px`
  }
  code.addOverlayWidget(widget)
  code.changeViewZones((zones) => {
    id = zones.addZone(zone)
  })
  align()
  const layout = code.onDidLayoutChange(align)
  const size = new ResizeObserver(() => {
    zone.heightInPx = node.offsetHeight
    code.changeViewZones((zones) => zones.layoutZone(id))
  })
  size.observe(node)
  return () => {
    layout.dispose()
    size.disconnect()
    code.changeViewZones((zones) => zones.removeZone(id))
    code.removeOverlayWidget(widget)
  }
}
