import ArrowLeft from 'lucide-react/icons/arrow-left'
import Check from 'lucide-react/icons/check'
import Printer from 'lucide-react/icons/printer'
import { useCallback, useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Chip, SetFilter } from '../../kit/ui/Chip.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import { useHandingOver } from './handing-over.ts'
import styles from './letters.module.css'
import { useLetters } from './opened.ts'
import { Sheet } from './Sheet.tsx'

/** Everything that is to be handed over, or what of it is asked for, a sheet of paper each, to be printed in one go. */
export default function LettersScreen() {
  const say = useWords(en)
  const place = usePlace<'organization'>()
  const [url, change] = useUrlState()
  const find = typeof url['find'] === 'string' ? url['find'] : undefined
  const mail = typeof url['mail'] === 'string' ? url['mail'] : undefined
  const { rows, total, isWhole, error } = useLetters(find, mail)
  const [handed, setHanded] = useState<ReadonlySet<string>>(new Set())
  const changed = useCallback(
    (mailIds: readonly string[], isHandedOver: boolean) =>
      setHanded(before => new Set(isHandedOver ? [...before, ...mailIds] : [...before].filter(id => !mailIds.includes(id)))),
    [],
  )
  const letters = useHandingOver(changed)
  const waiting = rows.filter(row => !handed.has(row.id)).map(row => row.id)
  const missing = total === null || (!isWhole && !error) ? say('letters.loading', { count: rows.length, total: total ?? 0 }) : undefined
  return (
    <div className={styles.letters}>
      <div className={styles.tools}>
        <PageHead
          title={say('letters.title')}
          lead={say('letters.lead')}
          actions={
            <>
              <ButtonTo icon={ArrowLeft} to="/$organization/mail" params={place} search={{ tab: 'kept', ...(find ? { find } : {}) }}>
                {say('letters.back')}
              </ButtonTo>
              <Button
                icon={Check}
                busy={letters.busy}
                disabledReason={missing ?? (waiting.length === 0 ? say('letters.noneLeft') : undefined)}
                reasonHidden
                onClick={() => letters.handOver(waiting)}
              >
                {waiting.length === 0 && isWhole ? say('letters.noneLeft') : say('letters.handOverAll', { count: waiting.length })}
              </Button>
              <Button
                kind="primary"
                icon={Printer}
                disabledReason={missing ?? (rows.length === 0 ? say('kept.none') : undefined)}
                onClick={() => window.print()}
              >
                {say('letters.print', { count: isWhole ? rows.length : (total ?? 0) })}
              </Button>
            </>
          }
        />
        {(find || mail) && (
          <p className="row wrap">
            <SetFilter onRemove={() => change({ find: undefined, mail: undefined }, 'push')}>
              {find ? say('letters.only', { find }) : say('letters.onlyOne')}
            </SetFilter>
          </p>
        )}
        {error && <Banner tone="rowan">{error.message}</Banner>}
        {total === null && !error && <Skeleton of="cards" count={2} />}
        {total === 0 && (
          <EmptyState scene="rest" title={say('letters.none')}>
            {say(find ? 'letters.noneFound' : 'kept.none')}
          </EmptyState>
        )}
      </div>
      {rows.map(row => (
        <Sheet key={row.id} letter={row}>
          <div className={styles.mark}>
            {handed.has(row.id) ? (
              <>
                <Chip tone="pine" icon={Check}>
                  {say('state.handed-over')}
                </Chip>
                <Button size="small" kind="quiet" busy={letters.busy} onClick={() => letters.takeBack([row.id])}>
                  {say('letters.takeBack')}
                </Button>
              </>
            ) : (
              <Button
                size="small"
                busy={letters.busy}
                aria-label={say('letters.handOverOne', { name: row.name ?? say('mail.unnamed') })}
                onClick={() => letters.handOver([row.id])}
              >
                {say('letters.handOver')}
              </Button>
            )}
          </div>
        </Sheet>
      ))}
    </div>
  )
}
