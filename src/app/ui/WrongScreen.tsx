import type { ErrorComponentProps } from '@tanstack/react-router'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { WentWrong } from '../../kit/ui/WentWrong.tsx'
import { usePieceWords, useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }

/** A page broke: it alone says so, inside its frame. */
export function WrongScreen(props: ErrorComponentProps) {
  const say = useWords(en)
  const words = usePieceWords()
  return (
    <>
      <PageHead title={say('wrong.page')} />
      <WentWrong
        title={say('wrong.title')}
        retry={{ name: words.retry, onRetry: props.reset }}
        details={{ name: words.details, reference: props.error instanceof Error ? props.error.message : String(props.error) }}
      >
        {say('wrong.lead')}
      </WentWrong>
    </>
  )
}
