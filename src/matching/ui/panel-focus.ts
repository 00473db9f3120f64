import { type RefObject, useEffect, useRef } from 'react'

/** Below this the panel stands above the lists, and not beside them: the same width as in the style. */
const narrow = '(max-width: 1099px)'

/**
 * Where the panel about a pair is above the lists, choosing somebody brings it into view and takes focus there; closing it brings both back
 * to where one was. Beside the lists, only what is chosen inside the panel brings its beginning into view.
 */
export function usePanelFocus(beside: RefObject<HTMLDivElement | null>, menteeId: string | null, mentorId: string | null) {
  const opener = useRef<HTMLElement | null>(null)
  const shown = useRef({ menteeId, mentorId })
  useEffect(() => {
    const before = shown.current
    if (before.menteeId === menteeId && before.mentorId === mentorId) return
    shown.current = { menteeId, mentorId }
    const box = beside.current
    if (!box) return
    if (menteeId === null) {
      if (opener.current?.isConnected) opener.current.focus()
      opener.current = null
      return
    }
    const isAbove = matchMedia(narrow).matches
    if (!isAbove && !box.contains(document.activeElement)) return
    box.scrollTop = 0
    if (isAbove) box.scrollIntoView({ block: 'start' })
    box.querySelector<HTMLElement>('[data-panel]')?.focus({ preventScroll: true })
  }, [beside, menteeId, mentorId])
  /** Call when somebody chooses: what they pressed gets focus again when the panel is closed. */
  return () => {
    const pressed = document.activeElement
    if (pressed instanceof HTMLElement && !beside.current?.contains(pressed)) opener.current = pressed
  }
}
