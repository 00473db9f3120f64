import ArrowLeft from 'lucide-react/icons/arrow-left'
import { Button } from '../../kit/ui/Button.tsx'
import { Card, CardSection } from '../../kit/ui/Card.tsx'
import { Chip } from '../../kit/ui/Chip.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { endSignIns, listSignIns, type SignInView } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './account.module.css'

/** Where the reader is signed in, with the end of each and of all others. */
export default function AccountScreen() {
  const say = useWords(en)
  const place = usePlace<'organization'>()
  const signIns = useAnswer(listSignIns, {})
  const end = useAct(endSignIns, {
    renews: [listSignIns],
    done: ({ ended }) => tell(say('account.ended', { count: ended })),
    refused: error => tell(error.message),
  })
  return (
    <div className={styles.account}>
      <PageHead
        title={say('account.title')}
        lead={say('account.lead')}
        actions={
          <ButtonTo icon={ArrowLeft} to="/$organization" params={place}>
            {say('account.back')}
          </ButtonTo>
        }
      />
      <Loaded answer={signIns} meanwhile={<Skeleton of="rows" count={3} />}>
        {({ rows }) => (
          <Card title={say('account.where')} flush>
            {rows.map(row => (
              <CardSection key={row.id}>
                <div className="row wrap">
                  <div className="grow">
                    <h3>{deviceOf(row, say)}</h3>
                    <p className="muted">{say('account.times', { signedInAt: row.signedInAt, usedAt: row.usedAt })}</p>
                  </div>
                  {row.isThis ? (
                    <Chip tone="pine">{say('account.this')}</Chip>
                  ) : (
                    <Button
                      size="small"
                      busy={end.busy}
                      aria-label={say('account.endOne', { device: deviceOf(row, say) })}
                      onClick={() => end.start({ signInId: row.id })}
                    >
                      {say('account.end')}
                    </Button>
                  )}
                </div>
              </CardSection>
            ))}
            <CardSection>
              <Button
                busy={end.busy}
                disabledReason={rows.some(row => !row.isThis) ? undefined : say('account.noOthers')}
                onClick={() => end.start({})}
              >
                {say('account.endOthers')}
              </Button>
            </CardSection>
          </Card>
        )}
      </Loaded>
    </div>
  )
}

function deviceOf({ browser, system }: SignInView, say: ReturnType<typeof useWords<typeof en>>): string {
  if (browser && system) return say('account.device', { browser, system })
  return browser ?? system ?? say('account.unknown')
}
