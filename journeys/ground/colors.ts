/** By which attribute a text is known whose contrast is judged. */
export const judged = 'data-judged'

/**
 * Runs in a page and marks the texts whose contrast is judged: of all that have the same color, size and weight and lie in the same grounds, the
 * first that is drawn. What is placed by itself may lie over anything and what can be switched off is judged by other measures, so each of
 * these is judged for itself.
 */
export function markColors(mark: string): void {
  const grounds = new Map<Element, string>()
  const groundOf = (element: Element | null): string => {
    if (element === null) return ''
    const known = grounds.get(element)
    if (known !== undefined) return known
    const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(element)
    const isApart = position === 'absolute' || position === 'fixed' || position === 'sticky'
    const mayBeOff = element.matches('label, fieldset, [disabled], [aria-disabled=true]')
    const ground = [
      groundOf(element.parentElement),
      backgroundColor,
      backgroundImage,
      opacity,
      ...(isApart || mayBeOff ? [grounds.size] : []),
    ].join(' ')
    grounds.set(element, ground)
    return ground
  }
  const holdsText = (element: Element): boolean =>
    element.matches('input, textarea, select') ||
    [...element.childNodes].some(({ nodeType, data }: Node & { data?: string }) => nodeType === Node.TEXT_NODE && data?.trim())

  for (const marked of document.querySelectorAll(`[${mark}]`)) marked.removeAttribute(mark)
  const seen = new Set<string>()
  for (const element of document.querySelectorAll('body *')) {
    if (!holdsText(element) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element)
    const colors = [element.localName === 'input', color, fontSize, fontWeight, textShadow, groundOf(element)].join(' ')
    if (!seen.has(colors)) element.setAttribute(mark, '')
    seen.add(colors)
  }
}
