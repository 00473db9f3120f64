import { useEffect, useRef, useState } from 'react'
import { SearchField } from './Field.tsx'
import { useUrlState } from './place.ts'

interface UrlSearchProps {
  readonly label: string
  readonly placeholder: string
  /** Keys of the address that another search puts back to their start, such as the page. */
  readonly forgets: readonly string[]
  readonly 'aria-keyshortcuts'?: string
}

/** Searches a moment after the last letter; what is searched for stands in the address under `search`. */
export function UrlSearch({ forgets, ...field }: UrlSearchProps) {
  const [url, change] = useUrlState()
  const inUrl = url['search'] === undefined ? '' : String(url['search'])
  const [typed, setTyped] = useState(inUrl)
  const ours = useRef(inUrl)
  const forgotten = useRef(forgets)
  useEffect(() => {
    if (typed === inUrl) return
    const later = setTimeout(() => {
      ours.current = typed
      change({ search: typed === '' ? undefined : typed, ...Object.fromEntries(forgotten.current.map(key => [key, undefined])) })
    }, 250)
    return () => clearTimeout(later)
  }, [typed, inUrl, change])
  useEffect(() => {
    // whoever goes back finds what was searched for there
    if (inUrl !== ours.current) setTyped(inUrl)
    ours.current = inUrl
  }, [inUrl])
  return <SearchField {...field} value={typed} onChange={setTyped} />
}
