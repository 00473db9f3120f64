import GitCompareArrows from 'lucide-react/icons/git-compare-arrows'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import { readCohort } from '../../cohort/contract.ts'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Columns } from '../../kit/ui/Card.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Figures } from '../../kit/ui/Facts.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { readShortage, readWishes, type UntoldWhy } from '../contract/shortage.ts'
import en from '../texts/shortage.en.json' with { type: 'json' }
import { CallWords } from './CallWords.tsx'
import styles from './shortage.module.css'
import { WantedMentors } from './WantedMentors.tsx'
import { WishedAnswers } from './WishedAnswers.tsx'

const cohortPath = '/$organization/programs/$programId/cohorts/$cohortId'
type Told<E extends typeof readShortage | typeof readWishes> = Extract<Answer<E>, { state: 'told' }>

/** While people still come: whom the cohort needs. What is counted is there at once, what is solved some seconds later. */
export default function ShortageScreen() {
  const say = useWords(en)
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  const { cohortId } = place
  const cohort = useAnswer(readCohort, { cohortId })
  const wishes = useAnswer(readWishes, { cohortId })
  const shortage = useAnswer(readShortage, { cohortId })
  const solved = shortage.data?.state === 'told' ? shortage.data : null
  return (
    <>
      <PageHead
        title={say('shortage.title')}
        where={cohort.data?.name}
        above={cohort.data?.name}
        lead={
          !solved
            ? say('shortage.lead')
            : solved.placed === solved.mentees
              ? say('shortage.lead.all')
              : say('shortage.lead.some', { unplaced: solved.mentees - solved.placed, mentees: solved.mentees })
        }
        actions={
          <>
            <ButtonTo icon={GitCompareArrows} to={`${cohortPath}/matching`} params={place}>
              {say('shortage.matching')}
            </ButtonTo>
            <ButtonTo icon={SlidersHorizontal} to={`${cohortPath}/matching/priorities`} params={place}>
              {say('shortage.priorities')}
            </ButtonTo>
          </>
        }
      />
      <Loaded answer={wishes} meanwhile={<Skeleton of="cards" count={3} />}>
        {told =>
          told.state === 'untold' ? (
            <Untold why={told.why} />
          ) : (
            <>
              <Counted wishes={told} solved={solved} />
              <Columns aside={<CallWords questions={told.questions} solved={solved} />}>
                <WantedMentors answer={shortage} />
                <WishedAnswers questions={told.questions} />
              </Columns>
            </>
          )
        }
      </Loaded>
    </>
  )
}

/** Why there is nothing to see yet, and the one thing to do. */
function Untold({ why }: { readonly why: UntoldWhy }) {
  const say = useWords(en)
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  const isAboutRules = why === 'no-criteria' || why === 'unfit'
  return (
    <EmptyState
      scene={why === 'everybody-has' ? 'path' : 'begin'}
      title={say(`shortage.untold.${why}.title`)}
      action={
        <ButtonTo kind="primary" to={isAboutRules ? `${cohortPath}/matching/priorities` : `${cohortPath}/people`} params={place}>
          {say(isAboutRules ? 'shortage.priorities' : 'shortage.people')}
        </ButtonTo>
      }
    >
      {say(`shortage.untold.${why}`)}
    </EmptyState>
  )
}

/** Who is here, and once it is solved, how many would have somebody and why the others would not. */
function Counted({ wishes, solved }: { readonly wishes: Told<typeof readWishes>; readonly solved: Told<typeof readShortage> | null }) {
  const say = useWords(en)
  const figure = (count: number, means: string) => ({ figure: say('shortage.figure.count', { count }), means })
  const left = (['placesTaken', 'nobodyAllowed', 'addsNothing'] as const).filter(why => (solved?.[why] ?? 0) > 0)
  return (
    <div className={styles.counted}>
      <Figures
        figures={[
          solved
            ? { figure: say('shortage.figure.placed', solved), means: say('shortage.figure.placedMeans') }
            : figure(wishes.mentees, say('shortage.figure.waiting', { count: wishes.mentees })),
          ...left.map(why => figure(solved?.[why] ?? 0, say(`shortage.figure.${why}`))),
          figure(wishes.places, say('shortage.figure.places', { count: wishes.places, mentors: wishes.mentors })),
        ]}
      />
      {solved?.ruledOutBy.slice(0, 3).map(({ question, mentees: count }) => (
        <p key={question} className="muted">
          {question === null ? say('shortage.ruledOut.apart', { count }) : say('shortage.ruledOut', { question, count })}
        </p>
      ))}
      {wishes.mentors === 0 && <Banner small>{say('shortage.noMentors')}</Banner>}
    </div>
  )
}
