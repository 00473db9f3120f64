import { useCallback, useEffect, useState } from 'react'
import { type AnswerOnScreen, call } from '../../kit/ui/server.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import { openLetters, type openMail } from '../contract.ts'

type Opened = Answer<typeof openMail>

/** The words of a mail. */
export function useOpened(endpoint: typeof openMail, mailId: string): AnswerOnScreen<Opened> {
  return useOnce(useCallback(() => call(endpoint, { mailId }), [endpoint, mailId]))
}

/** The words of all that is to be handed over, from a place on. */
export function useLetters(after: string | undefined): AnswerOnScreen<Answer<typeof openLetters>> {
  return useOnce(useCallback(() => call(openLetters, after === undefined ? {} : { after }), [after]))
}

/** Opening is an act that stands in the history, so it happens once for whatever is looked at, not on renewal. */
function useOnce<T>(open: () => Promise<T>): AnswerOnScreen<T> {
  const [state, setState] = useState<{ readonly data: T | undefined; readonly error: Error | null }>({ data: undefined, error: null })
  const [isFetching, setFetching] = useState(true)
  const read = useCallback(() => {
    setFetching(true)
    open()
      .then(
        data => setState({ data, error: null }),
        (error: Error) => setState({ data: undefined, error }),
      )
      .finally(() => setFetching(false))
  }, [open])
  useEffect(read, [read])
  return { ...state, isFetching, refetch: read }
}
