import Hourglass from 'lucide-react/icons/hourglass'
import { useMemo } from 'react'
import { MomentCard, Section } from '../../../kit/ui/Card.tsx'
import { Icon } from '../../../kit/ui/Icon.tsx'
import { PageHead } from '../../../kit/ui/PageHead.tsx'
import { TrailDown } from '../../../kit/ui/Trail.tsx'
import { StandingProvider } from '../standing.tsx'
import TopFrame from '../TopFrame.tsx'
import { useSample } from './sample.ts'
import { menteeSample } from './sample-standing.ts'

/** The top frame with sample people, to look at it without being signed in. */
export default function TopSample() {
  const t = useSample()
  const standing = useMemo(() => menteeSample(t), [t])
  return (
    <StandingProvider value={standing}>
      <TopFrame>
        <PageHead above={t('Tuesday, February 9')} greets title={t('Hello, Ana')} />
        <MomentCard
          when={
            <>
              <Icon of={Hourglass} size={18} />
              {t('We are looking for your mentor')}
            </>
          }
          title={t('You hear from us by Friday, February 12')}
          note={t('By mail and here. You do not need to do anything until then.')}
        />
        <Section title={t('Where you are')}>
          <TrailDown
            told={{ done: t('done'), now: t('now'), ahead: t('ahead') }}
            stations={[
              { id: 'applied', name: t('You applied'), note: t('Nine answers'), when: t('Jan 28'), state: 'done' },
              {
                id: 'look',
                name: t('We look for somebody'),
                note: t('Goals first, then free time and wishes'),
                when: t('this week'),
                state: 'now',
              },
              { id: 'meet', name: t('You meet'), note: t('If you both say yes'), when: t('from Mar 1'), state: 'ahead' },
            ]}
          />
        </Section>
      </TopFrame>
    </StandingProvider>
  )
}
