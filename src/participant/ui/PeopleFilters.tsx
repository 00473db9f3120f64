import { useRef } from 'react'
import { FilterChip, SetFilter } from '../../kit/ui/Chip.tsx'
import { useKeys } from '../../kit/ui/KeyHints.tsx'
import { BareSelect } from '../../kit/ui/NativeSelect.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { useAnswer } from '../../kit/ui/server.ts'
import { UrlSearch } from '../../kit/ui/UrlSearch.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { readProfile } from '../contract/people.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './participant.module.css'
import type { CohortPlace } from './paths.ts'

/** Narrows the list by words, by room, and by one answer; all of it stands in the address. */
export function PeopleFilters({ total }: { readonly total: number | undefined }) {
  const say = useWords(en)
  const { cohortId } = usePlace<CohortPlace>()
  const [url, change] = useUrlState()
  const bar = useRef<HTMLDivElement>(null)
  useKeys({ '/': () => bar.current?.querySelector('input')?.focus() })
  const profile = useAnswer(readProfile, { cohortId })
  const questions = profile.data?.questions.filter(one => one.options.length > 0) ?? []
  const question = questions.find(one => one.key === url['question'])
  const answered = url['answered']
  const told = answered === undefined ? null : String(answered)
  const first = { after: undefined, person: undefined }
  return (
    <div ref={bar} className={styles.filters}>
      <UrlSearch label={say('filter.search')} placeholder={say('filter.searchWhat')} aria-keyshortcuts="/" forgets={['after', 'person']} />
      <FilterChip on={url['room'] === 'yes'} onChange={on => change({ room: on ? 'yes' : undefined, ...first })}>
        {say('filter.room')}
      </FilterChip>
      {question && told !== null ? (
        <SetFilter onRemove={() => change({ question: undefined, answered: undefined, ...first })}>
          {say('filter.set', { question: question.label, answer: question.options.find(one => one.key === told)?.label ?? told })}
        </SetFilter>
      ) : (
        questions.length > 0 && (
          <>
            <BareSelect
              small
              dashed
              name={say('filter.byAnswer')}
              placeholder={say('filter.byAnswer')}
              options={questions.map(one => ({ key: one.key, name: one.label }))}
              value={question?.key ?? null}
              onChange={key => change({ question: key, answered: undefined })}
            />
            {question && (
              <BareSelect
                small
                dashed
                name={say('filter.answerTo', { question: question.label })}
                placeholder={say('filter.chooseAnswer')}
                options={question.options.map(one => ({ key: one.key, name: one.label }))}
                value={null}
                onChange={key => change({ answered: key, ...first })}
              />
            )}
          </>
        )
      )}
      {total !== undefined && <span className={styles.total}>{say('people.found', { count: total })}</span>}
    </div>
  )
}
