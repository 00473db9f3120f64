import { useMemo, useRef } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Section } from '../../kit/ui/Card.tsx'
import { FilterChip } from '../../kit/ui/Chip.tsx'
import { useKeys } from '../../kit/ui/KeyHints.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { UrlSearch } from '../../kit/ui/UrlSearch.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { ProposalGroupView } from '../contract/group.ts'
import { listProposals, type ProposalView, proposalStates, type ReplyCounts } from '../contract/proposal.ts'
import en from '../texts/proposal.en.json' with { type: 'json' }
import { RepliesTable } from './RepliesTable.tsx'
import styles from './replies.module.css'
import { repliesRequest, searchIn, stateIn } from './replies-url.ts'

interface AskedPairsProps {
  readonly cohortId: string
  readonly groups: readonly ProposalGroupView[]
  /** All who were asked, before anything is looked for. */
  readonly pairs: number
}

/** Everybody who was asked: found by name, by what became of it and by what needs somebody; all of it stands in the address. */
export function AskedPairs({ cohortId, groups, pairs }: AskedPairsProps) {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const bar = useRef<HTMLDivElement>(null)
  useKeys({ '/': () => bar.current?.querySelector('input')?.focus() })
  const state = stateIn(url)
  const needs = url['needs'] === 'yes'
  const page = useAnswer(
    listProposals,
    useMemo(() => ({ cohortId, ...repliesRequest(url) }), [cohortId, url]),
    { everySeconds: 60 },
  )
  const found = page.data?.found
  const only = (part: { readonly state?: ProposalView['state'] | undefined; readonly needs?: 'yes' | undefined }) =>
    change({ state: undefined, needs: undefined, after: undefined, ...part })
  return (
    <Section title={say('replies.pairs')} note={say('replies.pairs.note', { count: pairs })}>
      <div className="stack">
        <div ref={bar} className={styles.filters}>
          <UrlSearch label={say('replies.search')} placeholder={say('replies.searchWhat')} aria-keyshortcuts="/" forgets={['after']} />
          <FilterChip on={needs} count={found?.needs} onChange={on => only({ needs: on ? 'yes' : undefined })}>
            {say('replies.needsChip')}
          </FilterChip>
          {proposalStates.map(one => (
            <FilterChip
              key={one}
              on={state === one}
              count={found && countOf(found, one)}
              onChange={on => only({ state: on ? one : undefined })}
            >
              {say(`proposal.${one}`)}
            </FilterChip>
          ))}
        </div>
        <Loaded answer={page} meanwhile={<Skeleton of="rows" count={8} />}>
          {answer => (
            <RepliesTable
              rows={answer.rows}
              groups={groups}
              total={totalOf(answer.found, state, needs)}
              next={answer.next}
              empty={<NoneFound typed={searchIn(url)} narrowed={state !== undefined || needs} />}
            />
          )}
        </Loaded>
      </div>
    </Section>
  )
}

const countOf = (counts: ReplyCounts, state: ProposalView['state']): number => (state === 'proposed' ? counts.open : counts[state])

/** How many fit, on whichever page. An address may name both a state and what needs somebody, which are open alone. */
function totalOf(found: ReplyCounts, state: ProposalView['state'] | undefined, needs: boolean): number {
  if (needs) return state === undefined || state === 'proposed' ? found.needs : 0
  return state ? countOf(found, state) : found.pairs
}

/** Says what was looked for, and the one step back to all. */
function NoneFound({ typed, narrowed }: { readonly typed: string | undefined; readonly narrowed: boolean }) {
  const say = useWords(en)
  const [, change] = useUrlState()
  return (
    <div className="stack">
      <p>{typed ? say(narrowed ? 'replies.emptyNamedHere' : 'replies.emptyNamed', { typed }) : say('replies.empty')}</p>
      <div>
        <Button size="small" onClick={() => change({ search: undefined, state: undefined, needs: undefined, after: undefined })}>
          {say('replies.drop')}
        </Button>
      </div>
    </div>
  )
}
