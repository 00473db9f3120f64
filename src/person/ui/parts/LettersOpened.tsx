import { Banner } from '../../../kit/ui/Banner.tsx'
import { useWords } from '../../../kit/ui/words.tsx'
import type { Answer } from '../../../kit/wire/contract.ts'
import type { readWaysInOpened } from '../../contract/viewer.ts'
import en from '../../texts/en.json' with { type: 'json' }

/** Who opened letters that sign the reader in. It cannot be put away: whoever used the letter would do that, too. */
export function LettersOpened({ rows }: { readonly rows: readonly Answer<typeof readWaysInOpened>['rows'][number][] }) {
  const say = useWords(en)
  return (
    <Banner small>
      {rows.map(({ at, by }) => (
        <p key={at}>{by ? say('opened.by', { by, at }) : say('opened.bySomebody', { at })}</p>
      ))}
      <p>{say('opened.means')}</p>
    </Banner>
  )
}
