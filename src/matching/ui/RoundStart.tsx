import Play from 'lucide-react/icons/play'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import { mostInGroups } from '../../cohort/rules.ts'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Card, Columns } from '../../kit/ui/Card.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { readCriteria } from '../contract/criteria.ts'
import { listRounds, type RoundView, readRound, startRound } from '../contract/round.ts'
import { asRead, criterionSentence, requirementSentence, sharesOf } from '../rules/sentences.ts'
import en from '../texts/en.json' with { type: 'json' }
import groupsEn from '../texts/groups.en.json' with { type: 'json' }
import { EarlierRounds } from './EarlierRounds.tsx'
import styles from './matching.module.css'
import { ShortageButton } from './ShortageButton.tsx'
import { said } from './said.ts'

interface RoundStartProps {
  readonly list: Answer<typeof listRounds>
  readonly where: string | undefined
  /** A round that gave no arrangement, with why. */
  readonly failed: RoundView | null
}

/** Before a round: who is here, what it will look for, and the one button. */
export function RoundStart({ list, where, failed }: RoundStartProps) {
  const say = useWords(en)
  const sayOfGroups = useWords(groupsEn)
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  const [, change] = useUrlState()
  const criteria = useAnswer(readCriteria, { cohortId: place.cohortId })
  const start = useAct(startRound, { renews: [listRounds, readRound], done: () => change({ round: undefined }) })
  const people = { to: '/$organization/programs/$programId/cohorts/$cohortId/people', params: place }
  const isEmpty = list.mentees === 0 || list.mentors === 0
  const tooFew = list.mentees - list.places
  const problem = start.refusal
  return (
    <>
      <PageHead title={say('matching.title')} where={where} lead={say('matching.start.lead')} />
      {isEmpty ? (
        <EmptyState
          scene="path"
          title={say('matching.start.nobody.title')}
          action={
            <div className="row wrap">
              <ButtonTo kind="primary" {...people}>
                {say('matching.start.people')}
              </ButtonTo>
              {list.mentees > 0 && <ShortageButton />}
            </div>
          }
        >
          {say('matching.start.nobody')}
        </EmptyState>
      ) : (
        <Columns aside={<EarlierRounds rows={list.rows} shown={failed?.id ?? null} />}>
          {problem ? (
            <Banner
              tone="rowan"
              action={
                problem.code === 'no_criteria' && (
                  <ButtonTo size="small" to="/$organization/programs/$programId/cohorts/$cohortId/matching/priorities" params={place}>
                    {say('priorities.title')}
                  </ButtonTo>
                )
              }
            >
              <b>{problem.title}.</b> {problem.detail}
            </Banner>
          ) : (
            failed?.failure && <Failure failed={failed} />
          )}
          <Card>
            <div className="stack">
              {list.groups ? (
                <GroupsReady mentees={list.mentees} groups={list.groups} />
              ) : (
                <>
                  <p>{say('matching.start.ready', { mentees: list.mentees, mentors: list.mentors, places: list.places })}</p>
                  {tooFew > 0 && <p className="muted">{say('matching.start.tooFew', { count: tooFew })}</p>}
                </>
              )}
              <div className="row wrap">
                <Button
                  kind="primary"
                  icon={Play}
                  busy={start.busy}
                  disabledReason={list.may.start === true ? undefined : say('refusal.round_open')}
                  onClick={() => start.start({ cohortId: place.cohortId })}
                >
                  {say(failed ? 'matching.again' : 'matching.start')}
                </Button>
                <ShortageButton />
              </div>
            </div>
          </Card>
          <Card
            title={say('matching.looksFor')}
            action={
              <ButtonTo
                kind="quiet"
                size="small"
                icon={SlidersHorizontal}
                to="/$organization/programs/$programId/cohorts/$cohortId/matching/priorities"
                params={place}
              >
                {say('matching.change')}
              </ButtonTo>
            }
          >
            <Loaded answer={criteria}>
              {view => {
                const shares = sharesOf(view.criteria)
                return (
                  <div className="stack">
                    {view.proposed && <p className="hint">{say('matching.looksForProposed')}</p>}
                    <ul className={styles.sentences}>
                      {view.requirements.map(one => (
                        <li key={`must ${one.id}`}>
                          {said(say, asRead(requirementSentence(one, view.questions), one))} <small>{say('priorities.requirements')}</small>
                        </li>
                      ))}
                      {view.criteria.map((one, at) => (
                        <li key={one.id}>
                          {said(say, asRead(criterionSentence(one, view.questions), one))}{' '}
                          {shares[at] !== null && <small>{say('priorities.share', { share: shares[at] ?? 0 })}</small>}
                        </li>
                      ))}
                      <li>{list.groups ? sayOfGroups('start.looksFor', { ...list.groups }) : say(`matching.first.${view.first}`)}</li>
                    </ul>
                  </div>
                )
              }}
            </Loaded>
          </Card>
        </Columns>
      )}
    </>
  )
}

/** Who is here for groups, and what the sizes or too few mentors leave out, before anything is started. */
function GroupsReady({ mentees, groups }: { readonly mentees: number; readonly groups: NonNullable<RoundStartProps['list']['groups']> }) {
  const say = useWords(groupsEn)
  const { most, leaders } = groups
  const facts = { ...groups, mentees, count: mentees - most }
  const isDivided = mostInGroups(mentees, mentees, groups) === mentees
  return (
    <>
      <p>{say('start.ready', { ...groups, mentees, leaders })}</p>
      {most < mentees && <p className="muted">{isDivided ? say('start.mostByLeaders', facts) : say('start.mostBySizes', facts)}</p>}
      <p className="hint">{say('start.sizes')}</p>
    </>
  )
}

function Failure({ failed }: { readonly failed: RoundView }) {
  const say = useWords(en)
  const { code, facts } = failed.failure ?? { code: '', facts: {} }
  const key = `refusal.${code}` in en ? (`refusal.${code}` as keyof typeof en) : 'refusal.round_refused'
  const detail = `${key}.detail` as keyof typeof en
  return (
    <Banner tone="rowan">
      <b>{say(key, facts)}.</b> {detail in en && say(detail, { code: failed.id, ...facts })}
    </Banner>
  )
}
