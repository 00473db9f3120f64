import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The parameters of the page's path, such as `{ personId }`. */
export function usePlace<Key extends string>(): Readonly<Record<Key, string>> {
  return useParams({ strict: false }) as Readonly<Record<Key, string>>
}

export type Search = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/**
 * What lives in the URL: filters, tab, selected row. `change({ tab: 'log' })` merges; `undefined` takes a key out.
 * Values come from outside, so a screen looks them up in the list of what may stand there.
 */
export function useUrlState(): readonly [
  state: Readonly<Record<string, unknown>>,
  change: (part: Search, how?: 'push' | 'replace') => void,
] {
  const state = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const navigate = useNavigate()
  const change = useCallback(
    (part: Search, how: 'push' | 'replace' = 'replace') => {
      const merged = (before: Record<string, unknown>) =>
        Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, told]) => told !== undefined && told !== '' && told !== false))
      void navigate({ to: '.', search: merged as never, replace: how === 'replace', resetScroll: false })
    },
    [navigate],
  )
  return [state, change]
}

/** Leads to another page. */
export function useLeave(): (to: string, params?: Readonly<Record<string, string>>) => void {
  const navigate = useNavigate()
  return useCallback((to, params) => void navigate({ to, ...(params ? { params: params as never } : {}) }), [navigate])
}
