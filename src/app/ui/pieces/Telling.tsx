import Check from 'lucide-react/icons/check'
import CircleAlert from 'lucide-react/icons/circle-alert'
import GitPullRequestArrow from 'lucide-react/icons/git-compare-arrows'
import Mail from 'lucide-react/icons/mail'
import Pencil from 'lucide-react/icons/pencil'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { Banner } from '../../../kit/ui/Banner.tsx'
import { Button } from '../../../kit/ui/Button.tsx'
import { HitList } from '../../../kit/ui/CommandPalette.tsx'
import { Dialog } from '../../../kit/ui/Dialog.tsx'
import { EmptyState } from '../../../kit/ui/EmptyState.tsx'
import { HoldBanner } from '../../../kit/ui/HoldBanner.tsx'
import { Icon } from '../../../kit/ui/Icon.tsx'
import { Progress, StepStones } from '../../../kit/ui/Progress.tsx'
import { Skeleton } from '../../../kit/ui/Skeleton.tsx'
import { Toast } from '../../../kit/ui/Toast.tsx'
import { tell } from '../../../kit/ui/tell.ts'
import { WentWrong } from '../../../kit/ui/WentWrong.tsx'
import { Piece } from './Piece.tsx'
import styles from './Pieces.module.css'
import { people, useSample } from './sample.ts'

const heldFrom = Date.UTC(2026, 10, 24, 14, 31)

/** Nothing here, on its way, went wrong, told in passing, asked before. */
export function Telling() {
  const t = useSample()
  return (
    <>
      <Piece title={t('Nothing here yet')}>
        <div className={styles.three}>
          <EmptyState scene="begin" title={t('No goals yet')} action={<Button icon={Plus}>{t('Write a goal')}</Button>}>
            {t('Most pairs write their first one in the second conversation. One sentence is enough.')}
          </EmptyState>
          <EmptyState scene="path" title={t('All quiet, Ingrid')} action={<Button kind="link">{t('See what they said')}</Button>}>
            {t('Nothing needs you today. 34 pairs met this week.')}
          </EmptyState>
          <EmptyState scene="apart" title={t('Nobody matches these filters')} action={<Button>{t('Drop that filter')}</Button>}>
            {t('Three people do if you drop “joined after August 1”.')}
          </EmptyState>
        </div>
      </Piece>
      <div className={styles.three}>
        <Piece title={t('Loading')}>
          <div className={styles.stack}>
            <Skeleton />
            <p className="hint">{t('Shapes of what is coming, after 300 ms. Never a spinner for a page.')}</p>
          </div>
        </Piece>
        <Piece title={t('Something went wrong')}>
          <WentWrong
            title={t('We could not save your last note')}
            retry={{ name: t('Try now'), onRetry: () => {} }}
            actions={<Button kind="quiet">{t('Copy the note')}</Button>}
            details={{ name: t('Details'), reference: '7f3a-19c2' }}
          >
            {t('It is safe on this device. We will try again when you are back online.')}
          </WentWrong>
        </Piece>
        <Piece title={t('Told in passing')}>
          <div className={styles.stack}>
            <Toast stays told={{ id: 0, sentence: t('Reminder sent to 19 people'), undo: () => {} }} />
            <p className="hint">{t('Stays 8 seconds, pauses under pointer or focus.')}</p>
            <Button onClick={() => tell(t('Saved'), () => tell(t('Taken back')))}>{t('Tell me')}</Button>
          </div>
        </Piece>
      </div>
      <Piece title={t('About this page, and lasting')}>
        <div className={styles.stack}>
          <Banner>
            <b>{t('Nothing is written yet, and nobody gets a message.')}</b> {t('You are looking at a dry run, worked out at 10:42.')}
          </Banner>
          <Banner tone="clay">
            <b>{t('One soft rule bent:')}</b> {t('same line manager from March 1 to 31.')}
          </Banner>
          <div className={styles.two}>
            <Banner tone="rowan" small>
              {t('Mail does not leave: the server refuses the password.')}
            </Banner>
            <Banner tone="heather" small>
              {t('Only the person you choose sees this.')}
            </Banner>
          </div>
          <HoldBanner
            title={t('“The March celebration has a new room”')}
            heldFrom={heldFrom}
            leavesAt={heldFrom + 600_000}
            now={heldFrom + 220_000}
            words={{
              left: (minutes, seconds) => `${minutes} min ${seconds} s`,
              moment: t('a moment'),
              soon: minutes => t(`Leaves in ${minutes} minutes`),
              stop: t('Stop'),
            }}
            onStop={() => {}}
            actions={<Button icon={Pencil}>{t('Change it')}</Button>}
          >
            {left => (
              <>
                {t('To 62 people, written by Ingrid at 14:31. It is held for 10 minutes and leaves at 14:41, in')} {left}.
              </>
            )}
          </HoldBanner>
          <div className={styles.framed}>
            <div className={styles.stack}>
              <Progress
                name={t('Reading people.csv')}
                share={0.56}
                told={t('12,400 of 22,000 rows')}
                cancel={{ name: t('Cancel'), onCancel: () => {} }}
              />
              <StepStones at={4} of={9} told={t('5 of 9')} />
            </div>
          </div>
        </div>
      </Piece>
      <div className={styles.grid}>
        <AskedBefore />
        <Piece title={t('Find anything')}>
          <div className={styles.floating}>
            <HitList
              id="sample-hits"
              name={t('Found')}
              chosen={hits[0]}
              onChoose={() => {}}
              hits={hits.map(hit => (hit.person ? { ...hit, hint: t('mentee, spring 2027') } : { ...hit, name: t(hit.name) }))}
            />
          </div>
        </Piece>
      </div>
    </>
  )
}

const hits = [
  { ...people.ana, person: true, hint: '' },
  { id: 'match', name: 'Open Ana’s match', person: false, icon: GitPullRequestArrow },
  { id: 'write', name: 'Write to Ana', person: false, icon: Mail },
]

function AskedBefore() {
  const t = useSample()
  const [look, setLook] = useState<'dialog' | 'sheet' | null>(null)
  const question = (
    <>
      <p className="muted">
        {t('74 people get one mail each on Friday at 09:00. You can still change a match after that, but they will know.')}
      </p>
      <p>
        <Icon of={Check} /> {t('Every rule kept, but one soft rule bent')}
      </p>
      <p>
        <Icon of={CircleAlert} /> {t('Two votes are still open')}
      </p>
    </>
  )
  const close = () => setLook(null)
  return (
    <Piece title={t('Asked before it happens')}>
      <div className={styles.line}>
        <Button onClick={() => setLook('dialog')}>{t('Open the dialog')}</Button>
        <Button onClick={() => setLook('sheet')}>{t('Open the sheet')}</Button>
      </div>
      <Dialog
        open={look !== null}
        look={look ?? 'dialog'}
        onClose={close}
        title={t('Ask 41 mentees and 33 mentors?')}
        actions={
          <>
            <Button kind="primary" onClick={close}>
              {t('Ask 74 people')}
            </Button>
            <Button onClick={close}>{t('Not yet')}</Button>
          </>
        }
      >
        {question}
      </Dialog>
    </Piece>
  )
}
