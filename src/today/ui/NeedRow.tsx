import { Button } from '../../kit/ui/Button.tsx'
import { Menu } from '../../kit/ui/Menu.tsx'
import { NeedsIcon, NeedsRow } from '../../kit/ui/NeedsRow.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { stopPublication } from '../../matching/contract/publication.ts'
import { changePostponement, type NeedView, readToday } from '../contract/today.ts'
import { postponementChoices } from '../rules/postponement.ts'
import en from '../texts/today.en.json' with { type: 'json' }
import styles from './today.module.css'
import { icons, placeOf, ways } from './ways.ts'

interface NeedRowProps {
  readonly need: NeedView
  readonly organization: string
  readonly today: string
  /** There are several programs, so each row says whose it is. */
  readonly named: boolean
}

/** What, by when or since when, why it is here, and the one act. */
export function NeedRow({ need, organization, today, named }: NeedRowProps) {
  const say = useWords(en)
  const [first] = need.people
  const sentence = sentenceOf(need, say)
  const way = ways[need.kind]
  return (
    <NeedsRow
      who={
        first && need.people.length === 1 ? (
          <Stone id={first.personId} name={first.name ?? ''} />
        ) : (
          <NeedsIcon icon={icons[need.kind]} tone={need.isLate ? 'lichen' : 'tarn'} />
        )
      }
      sentence={sentence}
      due={dueOf(need, say)}
      note={
        <>
          {say(`need.${need.kind}.why`, facts(need))}
          {named && need.program && (
            <span className={styles.place} dir="auto">
              {need.cohort ? say('place', facts(need)) : need.program}
            </span>
          )}
        </>
      }
      acts={
        <>
          {need.kind === 'held' && <Stop need={need} />}
          <ButtonTo size="small" to={way.to} params={placeOf(organization, need)} search={way.search}>
            {say(`need.${need.kind}.act`)}
          </ButtonTo>
          {need.postponedUntil ? <BringBack need={need} /> : <Later need={need} today={today} sentence={sentence} />}
        </>
      }
    />
  )
}

type SayToday = ReturnType<typeof useWords<typeof en>>

const facts = (need: NeedView) => ({ ...need, program: need.program ?? '', cohort: need.cohort ?? '' })

function sentenceOf(need: NeedView, say: SayToday): string {
  const names = need.people.flatMap(({ name }) => name ?? [])
  return need.kind === 'talks' && names.length === need.count
    ? say('need.talks.named', { names, count: need.count })
    : say(`need.${need.kind}`, facts(need))
}

function dueOf({ at, by, since, isLate, postponedUntil }: NeedView, say: SayToday) {
  if (postponedUntil) return { words: say('later.until', { day: postponedUntil }) }
  if (at) return { words: say('due.at', { at }) }
  if (by) return { words: say(isLate ? 'due.late' : 'due.by', { by }), urgent: isLate }
  return since ? { words: say('due.since', { since }) } : undefined
}

function Stop({ need }: { readonly need: NeedView }) {
  const say = useWords(en)
  const stop = useAct(stopPublication, {
    renews: [readToday],
    done: () => tell(say('stopped')),
    refused: error => tell(error.message),
  })
  return (
    <Button size="small" kind="danger" busy={stop.busy} onClick={() => stop.start({ publicationId: need.subjectId ?? '' })}>
      {say('stop')}
    </Button>
  )
}

/** Off this page until a day; nobody else's page changes. What waits for an answer has no such choice. */
function Later({ need, today, sentence }: { readonly need: NeedView; readonly today: string; readonly sentence: string }) {
  const say = useWords(en)
  const back = useAct(changePostponement, { renews: [readToday] })
  const put = useAct(changePostponement, {
    renews: [readToday],
    done: (_, { untilOn }) => tell(say('later.done', { day: untilOn }), () => back.start({ need: need.id, untilOn: null })),
    refused: error => tell(error.message),
  })
  if (need.may.postpone !== true) return null
  return (
    <Menu
      name={say('later.of', { sentence })}
      entries={postponementChoices(today).map(({ id, untilOn }) => ({
        id,
        name: say(`later.${id}`),
        hint: say('later.day', { day: untilOn }),
        onChoose: () => put.start({ need: need.id, untilOn }),
      }))}
      trigger={given => (
        <Button {...given} size="small" kind="quiet" busy={put.busy} aria-label={say('later.of', { sentence })}>
          {say('later')}
        </Button>
      )}
    />
  )
}

function BringBack({ need }: { readonly need: NeedView }) {
  const say = useWords(en)
  const back = useAct(changePostponement, { renews: [readToday], done: () => tell(say('later.back')) })
  return (
    <Button size="small" kind="quiet" busy={back.busy} onClick={() => back.start({ need: need.id, untilOn: null })}>
      {say('later.now')}
    </Button>
  )
}
