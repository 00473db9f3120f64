import type { ReactNode } from 'react'
import { Refused } from '../wire/client.ts'
import { Skeleton } from './Skeleton.tsx'
import { type AnswerOnScreen, Unreachable } from './server.ts'
import { WentWrong } from './WentWrong.tsx'
import { usePieceWords } from './words.tsx'

/** Shows an answer when it is there; before that the shapes of it, and if it fails, that this part failed and how to try again. */
export function Loaded<T>(props: {
  readonly answer: AnswerOnScreen<T>
  readonly meanwhile?: ReactNode
  /** The answer is the whole page, its title included: if it fails, what failed is the title. */
  readonly whole?: boolean
  readonly children: (answer: T) => ReactNode
}) {
  const { answer } = props
  const words = usePieceWords()
  if (answer.data !== undefined) return props.children(answer.data)
  if (!answer.error) return props.meanwhile ?? <Skeleton />
  const problem = answer.error instanceof Refused ? answer.error.problem : null
  return (
    <WentWrong
      heading={props.whole ? 'h1' : 'h2'}
      title={problem?.title || (answer.error instanceof Unreachable ? words.retryOffline : words.retryFailed)}
      retry={{ name: words.retry, busy: answer.isFetching, onRetry: answer.refetch }}
      details={problem?.requestId ? { name: words.details, reference: problem.requestId } : undefined}
    >
      {problem?.detail}
    </WentWrong>
  )
}
