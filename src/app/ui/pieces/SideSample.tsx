import Import from 'lucide-react/icons/upload'
import { useMemo } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { PageHead } from '../../../kit/ui/PageHead.tsx'
import { Skeleton } from '../../../kit/ui/Skeleton.tsx'
import { FindButton } from '../FindButton.tsx'
import { FinderProvider } from '../FinderProvider.tsx'
import SideFrame from '../SideFrame.tsx'
import { StandingProvider } from '../standing.tsx'
import { useSample } from './sample.ts'
import { coordinatorSample } from './sample-standing.ts'

/** The side frame with sample people, to look at it without being signed in. */
export default function SideSample() {
  const t = useSample()
  const standing = useMemo(() => coordinatorSample(t), [t])
  return (
    <StandingProvider value={standing}>
      <FinderProvider>
        <SideFrame find={<FindButton />}>
          <PageHead
            above={t('Tuesday, November 24')}
            greets
            title={t('Good morning, Ingrid')}
            lead={t('41 of 45 mentees have somebody. Four do not, and three pairs deserve another look.')}
            actions={
              <>
                <Button icon={Import}>{t('Import')}</Button>
                <Button kind="primary">{t('Invite people')}</Button>
              </>
            }
          />
          <Skeleton count={6} />
        </SideFrame>
      </FinderProvider>
    </StandingProvider>
  )
}
