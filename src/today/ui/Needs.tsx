import { useRef, useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Section } from '../../kit/ui/Card.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { KeyHints, useKeys } from '../../kit/ui/KeyHints.tsx'
import { NeedsList } from '../../kit/ui/NeedsRow.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import type { NeedView, readToday } from '../contract/today.ts'
import en from '../texts/today.en.json' with { type: 'json' }
import { NeedRow } from './NeedRow.tsx'

type Today = Answer<typeof readToday>

/** What can be looked at at once without losing the first of it. */
const shownAtOnce = 7

/** At most seven, most pressing first, the rest behind "n more"; and what was put off, for whoever asks. */
export function Needs({ today, organization }: { readonly today: Today; readonly organization: string }) {
  const say = useWords(en)
  const [isWhole, setWhole] = useState(false)
  const [isOffShown, setOffShown] = useState(false)
  const open = today.needs.filter(need => need.postponedUntil === null)
  const off = today.needs.filter(need => need.postponedUntil !== null)
  const shown = isWhole ? open : open.slice(0, shownAtOnce)
  const list = useRef<HTMLDivElement>(null)
  useKeys({ j: () => step(list.current, 1), k: () => step(list.current, -1), l: () => putOff(list.current) })
  const rows = (needs: readonly NeedView[]) => (
    <NeedsList>
      {needs.map(need => (
        <NeedRow key={need.id} need={need} organization={organization} today={today.today} named={today.programs > 1} />
      ))}
    </NeedsList>
  )
  return (
    <>
      {open.length === 0 ? (
        today.programs > 0 &&
        today.firstSteps.length === 0 && (
          <EmptyState scene="rest" title={say('needs.none')}>
            {say('needs.none.words')}
          </EmptyState>
        )
      ) : (
        <Section title={say('needs')} note={open.length > 1 && say('needs.order')}>
          <div className="stack">
            <div ref={list}>{rows(shown)}</div>
            <KeyHints
              name={say('keys')}
              hints={[
                { keys: ['J', 'K'], does: say('keys.move') },
                { keys: ['L'], does: say('keys.later') },
              ]}
            />
            {open.length > shownAtOnce && (
              <div className="row wrap">
                <Button kind="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
                  {isWhole ? say('needs.fewer') : say('needs.more', { count: today.total - shownAtOnce })}
                </Button>
                {isWhole && today.total > open.length && (
                  <span className="muted">{say('needs.beyond', { count: today.total - open.length })}</span>
                )}
              </div>
            )}
          </div>
        </Section>
      )}
      {off.length > 0 && (
        <Section
          title={say('later.title')}
          note={say('later.note')}
          action={
            <Button kind="link" aria-expanded={isOffShown} onClick={() => setOffShown(!isOffShown)}>
              {isOffShown ? say('later.hide') : say('later.put', { count: off.length })}
            </Button>
          }
        >
          {isOffShown && rows(off)}
        </Section>
      )}
    </>
  )
}

const rowsIn = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll('li') ?? [])]
const isHere = (row: HTMLElement): boolean => row.contains(document.activeElement)

/** To the way of the next need, or of the one before: Enter goes it. From elsewhere to the first. */
function step(list: HTMLElement | null, by: 1 | -1): void {
  const rows = rowsIn(list)
  const at = rows.findIndex(isHere)
  const next = at < 0 ? rows[0] : rows[at + by]
  next?.querySelector('a')?.focus()
}

/** Asks until when the need in which the focus is shall be put off. */
const putOff = (list: HTMLElement | null): void => rowsIn(list).find(isHere)?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.click()
