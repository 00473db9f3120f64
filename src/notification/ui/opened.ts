import { useCallback, useEffect, useState } from 'react'
import { type AnswerOnScreen, call } from '../../kit/ui/server.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import { type LetterView, openLetters, type openMail } from '../contract.ts'

type Opened = Answer<typeof openMail>

/** The words of a mail. Opening is an act that stands in the history, so it happens once for whatever is looked at, not on renewal. */
export function useOpened(endpoint: typeof openMail, mailId: string): AnswerOnScreen<Opened> {
  const [state, setState] = useState<{ readonly data: Opened | undefined; readonly error: Error | null }>({ data: undefined, error: null })
  const [isFetching, setFetching] = useState(true)
  const read = useCallback(() => {
    setFetching(true)
    call(endpoint, { mailId })
      .then(
        data => setState({ data, error: null }),
        (error: Error) => setState({ data: undefined, error }),
      )
      .finally(() => setFetching(false))
  }, [endpoint, mailId])
  useEffect(read, [read])
  return { ...state, isFetching, refetch: read }
}

interface Letters {
  readonly rows: readonly LetterView[]
  /** How many there are to load; null: not known yet. */
  readonly total: number | null
  readonly isWhole: boolean
  readonly error: Error | null
}

const none: Letters = { rows: [], total: null, isWhole: false, error: null }

/** The words of all letters that are to be handed over, page after page until there is no more: of one person, or of one letter, if asked. */
export function useLetters(person: string | undefined, mailId: string | undefined): Letters {
  const [letters, setLetters] = useState(none)
  useEffect(() => {
    let isGone = false
    const readOn = async (after: string | undefined): Promise<void> => {
      const page = await call(openLetters, {
        ...(person === undefined ? {} : { person }),
        ...(mailId === undefined ? {} : { mailId }),
        ...(after === undefined ? {} : { after }),
      })
      if (isGone) return
      setLetters(before => ({
        rows: [...before.rows, ...page.rows],
        total: before.total ?? page.total,
        isWhole: page.next === null,
        error: null,
      }))
      if (page.next !== null) await readOn(page.next)
    }
    setLetters(none)
    readOn(undefined).catch((error: Error) => !isGone && setLetters(before => ({ ...before, error })))
    return () => {
      isGone = true
    }
  }, [person, mailId])
  return letters
}
