/**
 * Lines of the page in which something stands behind words of another direction that nothing keeps apart: it would be turned with them. Runs
 * in the browser. Every mark ends with a letter from right to left, so it is enough to look at what follows one at the same depth of isolation.
 * What is laid out as one piece, such as a chip, is not turned at the end of a line.
 */
export function turnedOn(): string[] {
  const isBlock = (element: Element): boolean => !/^(?:inline|contents)$/.test(getComputedStyle(element).display)
  const isIsolated = (element: Element): boolean => /isolate|plaintext/.test(getComputedStyle(element).unicodeBidi)
  const found: string[] = []
  const lineOf = (block: Element): string => {
    let line = ''
    const walk = (node: Node): void => {
      for (const child of node.childNodes) {
        if (child instanceof Text) line += child.data
        else if (child instanceof Element && isBlock(child)) line += child.clientWidth > 0 ? '\ufffc' : ''
        else if (child instanceof HTMLBRElement) line += '\u2029'
        else if (child instanceof Element && isIsolated(child)) {
          line += '\u2068'
          walk(child)
          line += '\u2069'
        } else if (child instanceof Element) walk(child)
      }
    }
    walk(block)
    return line
  }
  const blocks = [...document.querySelectorAll('body, body *')].filter(isBlock)
  for (const block of blocks) {
    if (block.closest('script, style, textarea, select, svg, [hidden]')) continue
    for (const paragraph of lineOf(block).split(/[\n\u2029]/)) {
      let depth = 0
      let open: number | null = null
      for (const sign of paragraph) {
        if (sign === '\u2068') depth += 1
        else if (sign === '\u2069') {
          depth -= 1
          if (open !== null && depth < open) open = null
        } else if (sign === '\u05e9') open = depth
        else if (open !== null && depth === open && !/[\s\u202a-\u202e\ufffc]/.test(sign)) {
          found.push(`turns “${paragraph.trim().slice(0, 200)}”`)
          break
        }
      }
    }
  }
  return [...new Set(found)]
}
