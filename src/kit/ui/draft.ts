import { useReducer } from 'react'

/** What was begun and not sent, by its place. It lives as long as the page, in its memory alone: confidences are not left in a browser. */
const begun = new Map<string, string>()

const askBefore = (event: BeforeUnloadEvent) => event.preventDefault()

/** The browser asks before it leaves or loads again, as long as something would be lost. */
function askWhileBegun(): void {
  const isBegun = [...begun.values()].some(text => text.trim() !== '')
  if (isBegun) window.addEventListener('beforeunload', askBefore)
  else window.removeEventListener('beforeunload', askBefore)
}

/** The words of a field that outlive its screen: whoever comes back to the same place finds them. `forget` once they are sent. */
export function useDraft(place: string, start = ''): readonly [text: string, change: (text: string) => void, forget: () => void] {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0)
  const keep = (text: string | null) => {
    if (text === null || text === start) begun.delete(place)
    else begun.set(place, text)
    askWhileBegun()
    drawAgain()
  }
  return [begun.get(place) ?? start, keep, () => keep(null)]
}
