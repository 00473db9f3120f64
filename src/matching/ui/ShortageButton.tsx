import UserRoundSearch from 'lucide-react/icons/user-round-search'
import { usePlace } from '../../kit/ui/place.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }

/** The way to whom the cohort looks for, from the pages of matching. */
export function ShortageButton() {
  const say = useWords(en)
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  return (
    <ButtonTo icon={UserRoundSearch} to="/$organization/programs/$programId/cohorts/$cohortId/matching/shortage" params={place}>
      {say('matching.shortage')}
    </ButtonTo>
  )
}
