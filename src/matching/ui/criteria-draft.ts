import { useState } from 'react'
import { useDraft } from '../../kit/ui/draft.ts'
import type { CriteriaView } from '../contract/criteria.ts'

type Priorities = Pick<CriteriaView, 'criteria' | 'requirements' | 'first'>

interface CriteriaDraft {
  readonly draft: Priorities
  /** Something of it is not saved. */
  readonly isChanged: boolean
  readonly change: (draft: Priorities) => void
  /** Back to what is saved, or after it was saved. */
  readonly forget: () => void
  /** What was saved when the change was begun: if somebody saved since, saving it is refused instead of overwriting theirs. */
  readonly version: number
  /** Another one each time it goes back, for fields that keep what was typed. */
  readonly times: number
}

/** Priorities as they are being changed. Who goes to another page and comes back finds them; the browser asks before they would be lost. */
export function useCriteriaDraft(view: CriteriaView): CriteriaDraft {
  const [kept, keep, forget] = useDraft(`priorities ${view.cohortId}`)
  const [times, setTimes] = useState(0)
  const { criteria, requirements, first } = view
  const saved = { criteria, requirements, first }
  const begun = kept === '' ? null : (JSON.parse(kept) as { readonly draft: Priorities; readonly version: number })
  const version = begun?.version ?? view.version
  return {
    draft: begun?.draft ?? saved,
    isChanged: begun !== null,
    change: draft => (JSON.stringify(draft) === JSON.stringify(saved) ? forget() : keep(JSON.stringify({ draft, version }))),
    forget: () => {
      forget()
      setTimes(times + 1)
    },
    version,
    times,
  }
}
