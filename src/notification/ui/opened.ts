import { useCallback, useEffect, useState } from 'react'
import { type AnswerOnScreen, call } from '../../kit/ui/server.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import type { openMail } from '../contract.ts'

type Opened = Answer<typeof openMail>

/** The words of a mail. Opening is an act that stands in the history, so it happens once for each mail that is looked at, not on renewal. */
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
