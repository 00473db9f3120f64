import ChevronDown from 'lucide-react/icons/chevron-down'
import GitCompareArrows from 'lucide-react/icons/git-compare-arrows'
import Printer from 'lucide-react/icons/printer'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import { useState } from 'react'
import type { CohortView } from '../../cohort/contract.ts'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { Figures } from '../../kit/ui/Facts.tsx'
import { Menu } from '../../kit/ui/Menu.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { type ArrangementView, type GroupsView, listArrangements } from '../contract/arrangement.ts'
import { discardRound, listRounds, readRound } from '../contract/round.ts'
import en from '../texts/en.json' with { type: 'json' }
import groupsEn from '../texts/groups.en.json' with { type: 'json' }
import { changeWords } from './change-words.ts'
import { groupsLead, proofWords, type SayOfGroups } from './group-words.ts'
import styles from './matching.module.css'
import type { SayHere } from './said.ts'
import type { StudioParts } from './studio.ts'

interface StudioHeadProps extends StudioParts {
  readonly cohort: CohortView | undefined
  readonly list: Answer<typeof listRounds>
}

/** The sentence that matters, the counts, and what can be done with the whole. */
export function StudioHead({ view, round, cohort, open }: StudioHeadProps) {
  const say = useWords(en)
  const sayOfGroups = useWords(groupsEn)
  const { groups } = view
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  const [asking, setAsking] = useState(false)
  const history = useAnswer(listArrangements, { roundId: round.id })
  const to = (screen: string) => `/$organization/programs/$programId/cohorts/$cohortId/matching/${screen}`
  return (
    <>
      <PageHead
        title={say('studio.title')}
        where={cohort?.name}
        above={cohort?.name}
        lead={groups ? groupsLead(sayOfGroups, view) : leadOf(say, view)}
        actions={
          <>
            <Menu
              name={say('history.title')}
              entries={(history.data?.rows ?? []).map(row => ({
                id: row.id,
                name: say('studio.menu', { number: row.number }),
                hint: changeWords(say, row),
                chosen: row.id === view.id,
                onChoose: () => open(row.id),
              }))}
              trigger={given => (
                <Button {...given} icon={GitCompareArrows} iconAfter={ChevronDown}>
                  {say(view.isLatest ? 'studio.menu' : 'studio.menuEarlier', { number: view.number })}
                </Button>
              )}
            />
            <ButtonTo icon={Printer} to={to('paper')} params={place} search={{ arrangement: view.id }}>
              {say('studio.print')}
            </ButtonTo>
            <ButtonTo icon={SlidersHorizontal} to={to('priorities')} params={place}>
              {say('matching.priorities')}
            </ButtonTo>
            {round.may.discard === true && (
              <Button kind="quiet" onClick={() => setAsking(true)}>
                {say('studio.layAside')}
              </Button>
            )}
          </>
        }
      />
      <div className={styles.figures}>
        <Figures figures={groups ? groupFigures(say, sayOfGroups, view, groups) : figuresOf(say, view)} />
        <div className="stack">
          <p className="hint">{groups ? proofWords(sayOfGroups, groups) : say(`studio.first.${view.first}`)}</p>
          <Banner small>{say(view.measure === 'count' ? 'studio.caveatCount' : 'studio.caveat')}</Banner>
        </div>
      </div>
      {(round.state === 'published' || round.state === 'discarded') && <p className="hint">{say(`studio.${round.state}`)}</p>}
      <LayAside roundId={round.id} open={asking} close={() => setAsking(false)} />
    </>
  )
}

function leadOf(say: SayHere, { counts }: ArrangementView): string {
  const { mentees, menteesPlaced: placed, menteesUnplaced, pairsToLookAt: count } = counts
  if (menteesUnplaced === 0) return count === 0 ? say('studio.lead.all') : say('studio.lead.again', { count })
  return count === 0 ? say('studio.lead.some', { placed, mentees }) : say('studio.lead.someAgain', { placed, mentees, count })
}

function groupFigures(say: SayHere, sayOfGroups: SayOfGroups, view: ArrangementView, { rows }: GroupsView) {
  const { counts } = view
  const of = (count: number, all: number, means: string) => ({ figure: say('studio.figure.of', { count, of: all }), means })
  return [
    {
      figure: sayOfGroups('figure.groups', { count: rows.length }),
      means: sayOfGroups('figure.groupsMeans', { mentees: counts.menteesPlaced, mentors: counts.mentorsWithSomebody }),
    },
    of(counts.menteesUnplaced, counts.mentees, sayOfGroups('figure.unplaced')),
    of(counts.mentorsWithNobody, counts.mentors, sayOfGroups('figure.mentorsFree')),
    { figure: String(rows.reduce((sum, { placesFree }) => sum + placesFree, 0)), means: sayOfGroups('figure.room') },
    ...averageFigure(say, view),
  ]
}

function averageFigure(say: SayHere, { counts, measure }: ArrangementView) {
  if (counts.average === null || counts.lowest === null) return []
  const means = say(measure === 'count' ? 'studio.figure.averageCountMeans' : 'studio.figure.averageMeans', { lowest: counts.lowest })
  return [{ figure: say('studio.figure.average', { average: counts.average }), means }]
}

function figuresOf(say: SayHere, view: ArrangementView) {
  const { counts, people } = view
  const isSeveral = people.mentees.some(({ wanted }) => wanted > 1)
  const of = (count: number, all: number, means: string) => ({ figure: say('studio.figure.of', { count, of: all }), means })
  return [
    {
      figure: say('studio.figure.pairs', { count: counts.pairs }),
      means: say('studio.figure.pairsMeans', { mentees: counts.menteesPlaced, mentors: counts.mentorsWithSomebody }),
    },
    of(counts.menteesUnplaced, counts.mentees, say('studio.figure.unplaced')),
    ...(isSeveral ? [of(counts.menteesWithFewer, counts.mentees, say('studio.figure.fewer'))] : []),
    of(counts.mentorsWithNobody, counts.mentors, say('studio.figure.mentorsFree')),
    of(counts.placesFree, counts.places, say('studio.figure.places')),
    ...averageFigure(say, view),
  ]
}

function LayAside({ roundId, open, close }: { readonly roundId: string; readonly open: boolean; readonly close: () => void }) {
  const say = useWords(en)
  const [, change] = useUrlState()
  const discard = useAct(discardRound, {
    renews: [listRounds, readRound],
    done: () => {
      close()
      change({ round: undefined, arrangement: undefined, mentee: undefined, mentor: undefined })
      tell(say('studio.laidAside'))
    },
  })
  return (
    <Dialog
      open={open}
      onClose={close}
      title={say('studio.layAside.title')}
      actions={
        <>
          <Button kind="primary" busy={discard.busy} onClick={() => discard.start({ roundId })}>
            {say('studio.layAside')}
          </Button>
          <Button onClick={close}>{say('studio.cancel')}</Button>
        </>
      }
    >
      <p>{say('studio.layAside.lead')}</p>
      {discard.refusal && <Banner tone="rowan">{discard.refusal.title}</Banner>}
    </Dialog>
  )
}
