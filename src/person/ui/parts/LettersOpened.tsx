import { Banner } from '../../../kit/ui/Banner.tsx'
import { useAnswer } from '../../../kit/ui/server.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { readWaysInOpened } from '../../contract.ts'
import en from '../../texts/en.json' with { type: 'json' }

/** Who opened letters that sign the reader in; nothing where nobody did. It cannot be put away: whoever used the letter would do that, too. */
export function LettersOpened() {
  const say = useWords(en)
  const rows = useAnswer(readWaysInOpened, {}).data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Banner small>
      {rows.map(({ at, by }) => (
        <p key={at}>{by ? say('opened.by', { by, at }) : say('opened.bySomebody', { at })}</p>
      ))}
      <p>{say('opened.means')}</p>
    </Banner>
  )
}
