import { Banner } from '../../../kit/ui/Banner.tsx'
import { ButtonTo } from '../../../kit/ui/To.tsx'
import { useWords } from '../../../kit/ui/words.tsx'
import type { Waiting } from '../../contract/waiting.ts'
import en from '../../texts/en.json' with { type: 'json' }

/** That somebody waits, how many, and where to read it; no word and no name. */
export function WaitingRequests(props: { readonly organization: string; readonly of: Waiting }) {
  const say = useWords(en)
  const { organization, of } = props
  const { programId, isStaff, late } = of
  return (
    <Banner
      tone={late > 0 ? 'clay' : 'tarn'}
      action={
        isStaff ? (
          <ButtonTo size="small" to="/$organization/programs/$programId/requests" params={{ organization, programId }}>
            {say('waiting.read')}
          </ButtonTo>
        ) : (
          <ButtonTo size="small" to="/$organization/given-to-me" params={{ organization }}>
            {say('waiting.read')}
          </ButtonTo>
        )
      }
    >
      {say('waiting.title', { ...of })} {late > 0 && say('waiting.late', { ...of })}
    </Banner>
  )
}
