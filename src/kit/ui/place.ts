import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
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

/**
 * What is open beside a list, in the URL under this key. Opening it is a step, so that going back closes it and leads to the list; another
 * one takes its place; and closing it takes the step back, so that nobody goes back over what they closed.
 */
export function useOpenInUrl(key: string): {
  readonly open: string | null
  readonly show: (id: string) => void
  readonly close: () => void
} {
  const [url, change] = useUrlState()
  const navigate = useNavigate()
  const router = useRouter()
  const open = typeof url[key] === 'string' ? url[key] : null
  const show = useCallback(
    (id: string) => {
      const isAnother = open !== null
      const merged = (before: Record<string, unknown>) => ({ ...before, [key]: id })
      const state = isAnother ? true : { isStep: true }
      void navigate({ to: '.', search: merged as never, state: state as never, replace: isAnother, resetScroll: false })
    },
    [open, key, navigate],
  )
  const close = useCallback(() => {
    if ((router.state.location.state as { readonly isStep?: boolean }).isStep) router.history.back()
    else change({ [key]: undefined })
  }, [router, key, change])
  return { open, show, close }
}

/** Leads to another page. */
export function useLeave(): (to: string, params?: Readonly<Record<string, string>>) => void {
  const navigate = useNavigate()
  return useCallback((to, params) => void navigate({ to, ...(params ? { params: params as never } : {}) }), [navigate])
}
