import ArrowLeft from 'lucide-react/icons/arrow-left'
import Printer from 'lucide-react/icons/printer'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import styles from './letters.module.css'
import { useLetters } from './opened.ts'

/** Everything that is to be handed over, a sheet of paper each, fifty at a time. */
export default function LettersScreen() {
  const say = useWords(en)
  const place = usePlace<'organization'>()
  const [url, change] = useUrlState()
  const after = typeof url['after'] === 'string' ? url['after'] : undefined
  const letters = useLetters(after)
  const rows = letters.data?.rows ?? []
  return (
    <div className={styles.letters}>
      <div className={styles.tools}>
        <PageHead
          title={say('letters.title')}
          lead={say('letters.lead')}
          actions={
            <>
              <ButtonTo icon={ArrowLeft} to="/$organization/mail" params={place} search={{ tab: 'kept' }}>
                {say('letters.back')}
              </ButtonTo>
              <Button
                kind="primary"
                icon={Printer}
                disabledReason={rows.length === 0 ? say('kept.none') : undefined}
                onClick={() => window.print()}
              >
                {say('letters.print', { count: rows.length })}
              </Button>
            </>
          }
        />
        {letters.error && <Banner tone="rowan">{letters.error.message}</Banner>}
        {!letters.data && !letters.error && <Skeleton of="cards" count={2} />}
        {letters.data && rows.length === 0 && (
          <EmptyState scene="rest" title={say('letters.none')}>
            {say('kept.none')}
          </EmptyState>
        )}
      </div>
      {rows.map(row => (
        <article key={row.id} className={styles.letter}>
          <p className="muted">{row.name ? say('letters.to', { name: row.name }) : say('mail.unnamed')}</p>
          <h2 dir="auto">{row.subject}</h2>
          <p className={styles.text} dir="auto">
            {row.text}
          </p>
        </article>
      ))}
      {letters.data?.next && (
        <div className={styles.tools}>
          <Button
            onClick={() => {
              change({ after: letters.data?.next ?? undefined }, 'push')
              window.scrollTo(0, 0)
            }}
          >
            {say('letters.more')}
          </Button>
        </div>
      )}
    </div>
  )
}
