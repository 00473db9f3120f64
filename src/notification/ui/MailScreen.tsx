import CirclePause from 'lucide-react/icons/circle-pause'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { Tabs } from '../../kit/ui/Tabs.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { listMails, pauseAllMail, readMail, resumeAllMail } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { HeldMail } from './HeldMail.tsx'
import { KeptMail, MailList } from './MailList.tsx'
import { Tonight } from './Tonight.tsx'

const tabs = ['tonight', 'held', 'came-back', 'kept', 'log'] as const
type TabId = (typeof tabs)[number]

/** What leaves tonight and why, what is held, what came back, what waits to be handed over, and the log. */
export default function MailScreen() {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const tab = tabs.find(one => one === url['tab']) ?? 'tonight'
  const mail = useAnswer(readMail, {}, { everySeconds: 30 })
  const renews = [readMail, listMails]
  const resume = useAct(resumeAllMail, { renews, done: () => tell(say('pause.over')), refused: error => tell(error.message) })
  const pause = useAct(pauseAllMail, {
    renews,
    done: () => tell(say('pause.done'), () => resume.start({})),
    refused: error => tell(error.message),
  })
  return (
    <Loaded whole answer={mail} meanwhile={<Skeleton of="cards" count={2} />}>
      {answer => (
        <>
          <PageHead
            title={say('mail.title')}
            lead={leadOf(answer, say)}
            actions={
              !answer.paused && (
                <Button icon={CirclePause} busy={pause.busy} onClick={() => pause.start({})}>
                  {say('pause.all')}
                </Button>
              )
            }
          />
          {answer.paused && (
            <Banner
              tone="clay"
              action={
                <Button
                  size="small"
                  busy={resume.busy}
                  disabledReason={answer.paused.may.resume === true ? undefined : say('pause.byAdministrator')}
                  onClick={() => resume.start({})}
                >
                  {say('pause.resume')}
                </Button>
              }
            >
              {answer.paused.by
                ? say('pause.since', { name: answer.paused.by, at: answer.paused.since })
                : say('pause.sinceUnnamed', { at: answer.paused.since })}
            </Banner>
          )}
          <Tabs
            name={say('mail.title')}
            chosen={tab}
            onChoose={id =>
              change({
                tab: id === 'tonight' ? undefined : id,
                mail: undefined,
                reason: undefined,
                after: undefined,
                find: undefined,
                view: undefined,
              })
            }
            tabs={tabs.map(id => ({ id, name: say(`tab.${id}`), count: countOf(answer, id) }))}
          >
            <div className="stack">
              {answer.holds.length > 0 && (tab === 'tonight' || tab === 'held') && <HeldMail holds={answer.holds} />}
              {tab === 'tonight' && <Tonight answer={answer} />}
            </div>
            {tab === 'held' && answer.holds.length === 0 && <p className="muted">{say('held.none')}</p>}
            {tab === 'kept' && <KeptMail answer={answer} />}
            {(tab === 'came-back' || tab === 'log') && (
              <MailList
                key={tab}
                tab={tab}
                empty={say(answer.hasMailServer ? `${tab}.none` : `${tab}.noneWithout`)}
                hasMailServer={answer.hasMailServer}
              />
            )}
          </Tabs>
        </>
      )}
    </Loaded>
  )
}

type Mail = Answer<typeof readMail>

function countOf({ counts }: Mail, tab: TabId): number | undefined {
  const counted: Readonly<Partial<Record<TabId, number>>> = {
    tonight: counts.tonight,
    held: counts.held,
    'came-back': counts.cameBack,
    kept: counts.kept,
  }
  return counted[tab]
}

/** What leaves next stands first: what is held, then what is due tonight. */
function leadOf({ people, lastAt, holds, hasMailServer }: Mail, say: ReturnType<typeof useWords<typeof en>>): string {
  const [next] = holds
  const held = next ? [say('tonight.held', { count: next.people, at: next.leavesAt })] : []
  const due = lastAt === null ? [] : [say(hasMailServer ? 'tonight.lead' : 'tonight.leadWithout', { count: people, at: lastAt })]
  const told = [...held, ...due]
  return told.length > 0 ? told.join(' ') : say(hasMailServer ? 'tonight.nothing' : 'tonight.nothingWithout')
}
