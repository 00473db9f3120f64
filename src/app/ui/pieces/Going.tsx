import CalendarClock from 'lucide-react/icons/calendar-clock'
import FileText from 'lucide-react/icons/file-text'
import Hourglass from 'lucide-react/icons/hourglass'
import Phone from 'lucide-react/icons/phone'
import ShieldAlert from 'lucide-react/icons/shield-alert'
import { Button } from '../../../kit/ui/Button.tsx'
import { Card, CardSection, MomentCard, Sunken } from '../../../kit/ui/Card.tsx'
import { Checklist } from '../../../kit/ui/Checklist.tsx'
import { ExplanationBars, ExplanationKey, ExplanationStrip } from '../../../kit/ui/Explanation.tsx'
import { Facts, Figures } from '../../../kit/ui/Facts.tsx'
import { Icon } from '../../../kit/ui/Icon.tsx'
import { Interval } from '../../../kit/ui/Interval.tsx'
import { LinkRows, Questions } from '../../../kit/ui/LinkRows.tsx'
import { DaySeparator, Message, Messages } from '../../../kit/ui/Message.tsx'
import { NoteBlock } from '../../../kit/ui/NoteBlock.tsx'
import { PriceLine } from '../../../kit/ui/PriceLine.tsx'
import { Stone } from '../../../kit/ui/Stone.tsx'
import { TrailAcross, TrailDown } from '../../../kit/ui/Trail.tsx'
import { Piece } from './Piece.tsx'
import styles from './Pieces.module.css'
import { people, useSample } from './sample.ts'

/** Where one is, why, what it costs, and what people say. */
export function Going() {
  const t = useSample()
  const told = { done: t('done'), now: t('now'), ahead: t('ahead') }
  return (
    <>
      <Piece title={t('Trail')}>
        <Card title={t('Autumn cohort')} note={t('Day 76 of 177')}>
          <TrailAcross
            told={told}
            stations={[
              { id: 'recruit', name: t('Recruit'), note: t('86 applied'), state: 'done', to: '/components' },
              { id: 'prepare', name: t('Prepare'), note: t('84 trained'), state: 'done' },
              { id: 'match', name: t('Match'), note: t('48 pairs'), state: 'done' },
              { id: 'begin', name: t('Begin'), note: t('47 agreements'), state: 'now' },
              { id: 'close', name: t('Close'), note: t('from February 8'), state: 'ahead' },
              { id: 'celebrate', name: t('Celebrate'), note: t('March 5'), state: 'ahead' },
            ]}
          />
        </Card>
      </Piece>
      <div className={styles.grid}>
        <Piece title={t('Where you are')}>
          <TrailDown
            told={told}
            stations={[
              { id: 'applied', name: t('You applied'), note: t('Nine answers'), when: t('Jan 28'), state: 'done' },
              { id: 'talked', name: t('You talked with Ingrid'), note: t('By phone'), when: t('Feb 3'), state: 'done' },
              {
                id: 'look',
                name: t('We look for somebody'),
                note: t('Goals first, then free time and wishes'),
                when: t('this week'),
                state: 'now',
              },
              { id: 'suggest', name: t('We suggest one person'), note: t('You say yes or no'), when: t('by Feb 12'), state: 'ahead' },
              { id: 'meet', name: t('You meet'), note: t('If you both say yes'), when: t('from Mar 1'), state: 'ahead' },
            ]}
          />
        </Piece>
        <Piece title={t('A moment')}>
          <MomentCard
            when={
              <>
                <Icon of={Hourglass} size={18} />
                {t('You said yes on Monday')}
              </>
            }
            stone={<Stone {...people.leila} size={56} />}
            title={people.leila.name}
            note={t('Head of nursing, children’s services')}
          >
            <p>{t('You hear from us by Friday, February 26, at the latest.')}</p>
          </MomentCard>
        </Piece>
        <Why />
        <Said />
        <Ways />
      </div>
      <Piece title={t('How sure')}>
        <Card>
          <Interval
            name={t('Pairs that meet twice a month or more')}
            told={t('81 %, likely between 68 and 90')}
            low={68}
            high={90}
            at={81}
            benchmark={{ at: 80, told: t('goal 80 %: cannot tell yet') }}
          />
          <Interval name={t('Mentees who would recommend it')} told={t('92 %, likely between 81 and 97')} low={81} high={97} at={92} />
        </Card>
      </Piece>
    </>
  )
}

function Why() {
  const t = useSample()
  const parts = [
    { id: 'goals', name: t('Goals'), points: 27, of: 32, told: t('27 of 32'), evidence: t('Both named “running a team” first.') },
    {
      id: 'skills',
      name: t('Skills to learn'),
      points: 21,
      of: 26,
      told: t('21 of 26'),
      evidence: t('Strong in rota planning, her weakest.'),
    },
    { id: 'style', name: t('Working style'), points: 13, of: 16, told: t('13 of 16'), evidence: t('Both prefer direct feedback.') },
    {
      id: 'time',
      name: t('Free time together'),
      points: 11,
      of: 14,
      told: t('11 of 14'),
      evidence: t('Tuesdays and Thursdays after 15:00.'),
    },
    { id: 'wishes', name: t('Wishes'), points: 7, of: 12, told: t('7 of 12'), evidence: t('Mutual.') },
  ]
  return (
    <>
      <Piece title={t('Why these two')}>
        <Card flush title={t('Ana with Nils')} note="79">
          <CardSection tone="pine" title={t('Clears the rule, costs nobody')}>
            <p>{t('Leila Farahani (78). About the same as 79.')}</p>
          </CardSection>
          <CardSection>
            <ExplanationBars parts={parts} />
          </CardSection>
          <CardSection>
            <p className="row wrap">
              <b className="num">84</b> <ExplanationStrip parts={parts} /> <span className="unseen">{t('of 100')}</span>
            </p>
            <ExplanationKey parts={parts} />
          </CardSection>
        </Card>
      </Piece>
      <Piece title={t('What if, and before it goes out')}>
        <div className={styles.stack}>
          <Card>
            <div className={styles.stack}>
              <PriceLine
                tone="cost"
                total={t('In all 6 less over 41 pairs. The average stays at 82.')}
                chain={[
                  { id: 'ana', move: t('Ana moves from Nils to Tom'), change: '+3' },
                  { id: 'priya', move: t('Priya moves from Tom to Elena'), change: '−4', loses: true },
                  { id: 'jin', move: t('Jin moves from Elena to Nils'), change: '−5', loses: true },
                ]}
              >
                {t('Moving Ana to Tom costs two others 4 and 5')}
              </PriceLine>
              <PriceLine tone="free">{t('Taking Leila costs nobody')}</PriceLine>
              <PriceLine tone="none">{t('No better one')}</PriceLine>
            </div>
          </Card>
          <Card title={t('Before it can go out')} level={3}>
            <Checklist
              told={{ done: t('done'), open: t('open') }}
              checks={[
                {
                  id: 'vote',
                  done: false,
                  words: t('1 vote still open'),
                  note: t('Sofia with Ewa: Ruth, by Thursday'),
                  action: <Button kind="link">{t('Remind')}</Button>,
                },
                { id: 'read', done: true, words: t('The 4 not placed were read'), note: t('Ingrid, today 10:20') },
              ]}
            />
          </Card>
          <Figures
            figures={[
              { figure: '41', means: t('pairs: 41 mentees, 33 mentors') },
              { figure: '4', means: t('of 45 mentees not placed') },
              { figure: '82', means: t('average, lowest 58') },
            ]}
          />
        </div>
      </Piece>
    </>
  )
}

function Said() {
  const t = useSample()
  return (
    <>
      <Piece title={t('Notes')}>
        <div className={styles.stack}>
          <NoteBlock kind="shared" title={t('Notes you both see')} seen={t('You wrote this 5 minutes ago.')}>
            {t('Monday: 14 patients, no notes until the last two. What helped was saying the order out loud first.')}
          </NoteBlock>
          <NoteBlock
            kind="private"
            title={t('Notes only you see')}
            seen={t('No screen shows this to anyone else. The law or a safety case can require more.')}
          >
            {t('Ask him how he told his own manager he wanted more.')}
          </NoteBlock>
        </div>
      </Piece>
      <Piece title={t('Messages')}>
        <Messages name={t('Messages with Samuel')}>
          <DaySeparator>{t('Thursday')}</DaySeparator>
          <Message mine={false} from="Samuel" time="17:02" instant="2026-11-19T17:02:00Z">
            {t('That was a good rehearsal. Try it once without the sheet in your hand, even if it is in your pocket.')}
          </Message>
          <Message mine from={t('You')} time="17:40" instant="2026-11-19T17:40:00Z">
            {t('In my pocket it is. Thank you!')}
          </Message>
          <Message mine from={t('You')} time="17:41" instant="2026-11-19T17:41:00Z" state={{ words: t('did not leave'), failed: true }}>
            {t('See you on Monday.')}
          </Message>
          <Message
            mine={false}
            from="Samuel"
            time="12:33"
            instant="2026-11-20T12:33:00Z"
            attachment={{ icon: FileText, name: t('Three ways to say no'), note: t('2-minute read, from Resources') }}
          >
            {null}
          </Message>
        </Messages>
      </Piece>
    </>
  )
}

function Ways() {
  const t = useSample()
  return (
    <>
      <Piece title={t('Things one may do')}>
        <Card>
          <LinkRows
            stones
            rows={[
              {
                id: 'talk',
                icon: Phone,
                name: t('Talk to somebody'),
                hint: t('You choose a time. Ingrid calls you.'),
                seenBy: t('Only Ingrid'),
              },
              {
                id: 'change',
                icon: CalendarClock,
                name: t('Change something'),
                hint: t('Time, place, how often, what you work on.'),
                seenBy: t('Ingrid, and Samuel once you say so'),
              },
              {
                id: 'wrong',
                icon: ShieldAlert,
                tone: 'rowan',
                name: t('Something is not right'),
                hint: t('Goes at once to Dana Whitlock, or to somebody outside.'),
                seenBy: t('Only the person you choose. Never Samuel'),
              },
            ]}
          />
        </Card>
      </Piece>
      <Piece title={t('Questions, facts, quiet blocks')}>
        <div className={styles.stack}>
          <Questions
            name={t('Questions people ask')}
            questions={[
              { question: t('What if nobody fits?'), answer: t('Ingrid tells you herself by Friday, with what is possible.'), open: true },
              { question: t('Who sees my answers?'), answer: t('Ingrid and the three people above.') },
            ]}
          />
          <Facts
            facts={[
              { term: t('Meet'), told: t('every second Thursday, 45 minutes') },
              { term: t('If late'), told: t('a message the day before') },
            ]}
          />
          <Facts
            across
            facts={[
              { term: t('Characters'), told: t('Windows Western'), note: t('“Inès” looks right') },
              { term: t('Between cells'), told: t('Semicolon'), note: t('9 columns in 239 of 240 rows') },
            ]}
          />
          <Sunken title={t('If you say no')}>
            <p>{t('You keep your place, and we look again for you by March 5.')}</p>
          </Sunken>
        </div>
      </Piece>
    </>
  )
}
