import CalendarDays from 'lucide-react/icons/calendar-days'
import { useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { Sunken } from '../../../kit/ui/Card.tsx'
import { DateField } from '../../../kit/ui/DateField.tsx'
import { Dialog } from '../../../kit/ui/Dialog.tsx'
import { useAct } from '../../../kit/ui/server.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { type MentorshipView, noteFirstMeeting, readMentorship, resumeMentorship } from '../../contract.ts'
import en from '../../texts/en.json' with { type: 'json' }

const renews = [readMentorship, { operationId: 'readHome' }]

/** Times in which all said that they are free: something to name when one writes. */
export function Times({ title, times }: { readonly title: string; readonly times: MentorshipView['times'] }) {
  const say = useWords(en)
  return (
    <Sunken title={title}>
      <ul className="stack">
        {times.map(time => (
          <li key={time.startsAt}>{say('next.time', time)}</li>
        ))}
      </ul>
    </Sunken>
  )
}

export function Met({ mentorship, title }: { readonly mentorship: MentorshipView; readonly title: string }) {
  const say = useWords(en)
  const [asking, setAsking] = useState(false)
  const [day, setDay] = useState<string | null>(null)
  const note = useAct(noteFirstMeeting, { renews, done: () => setAsking(false) })
  return (
    <>
      <Button icon={CalendarDays} onClick={() => setAsking(true)}>
        {say('met.ask')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={title}
        actions={
          <Button
            kind="primary"
            busy={note.busy}
            disabledReason={day === null ? say('met.choose') : undefined}
            onClick={() => day && note.start({ mentorshipId: mentorship.id, metOn: day })}
          >
            {say('met.save')}
          </Button>
        }
      >
        <DateField label={say('met.day')} value={day} onChange={setDay} error={note.refusal?.title} hint={say('met.why')} />
      </Dialog>
    </>
  )
}

export function GoOn({ mentorship }: { readonly mentorship: MentorshipView }) {
  const say = useWords(en)
  const resume = useAct(resumeMentorship, { renews })
  return (
    <Button kind="primary" busy={resume.busy} onClick={() => resume.start({ mentorshipId: mentorship.id })}>
      {say('next.goOn')}
    </Button>
  )
}
