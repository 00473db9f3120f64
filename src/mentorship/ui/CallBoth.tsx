import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { DateField } from '../../kit/ui/DateField.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { readProgram } from '../../program/contract.ts'
import { listMentorships, type MentorshipRow, noteCall } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import group from '../texts/group.en.json' with { type: 'json' }

/** Who is called, first whoever opens: the two, or all of a group. */
function toReach({ mentor, mentee, group: many }: MentorshipRow, isReverse: boolean): MentorshipRow['mentor'][] {
  if (!mentee) return [mentor, ...(many ? [...many.coMentors, ...many.mentees] : [])]
  return isReverse ? [mentee, mentor] : [mentor, mentee]
}

/** People who have no first date: under which numbers they are reached, and that both were called. */
export function CallBoth({ row, onClose }: { readonly row: MentorshipRow; readonly onClose: () => void }) {
  const say = useWords(en)
  const sayGroup = useWords(group)
  const { programId } = usePlace<'programId'>()
  const program = useAnswer(readProgram, { programId })
  const [day, setDay] = useState<string | null>(null)
  const note = useAct(noteCall, {
    renews: [listMentorships],
    done: ({ callOn }) => {
      tell(say('call.saved', { callOn: callOn ?? day }))
      onClose()
    },
  })
  const named = (name: string | null) => name ?? say('list.unnamed')
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        row.mentee
          ? say('call.title', { mentor: named(row.mentor.name), mentee: named(row.mentee.name) })
          : sayGroup('call.title', { mentor: named(row.mentor.name) })
      }
      actions={
        <Button
          kind="primary"
          busy={note.busy}
          disabledReason={day === null ? say('call.choose') : undefined}
          onClick={() => day && note.start({ mentorshipId: row.id, calledOn: day })}
        >
          {row.group ? sayGroup('call.save') : say('call.save')}
        </Button>
      }
    >
      <div className="stack">
        <p>{row.group ? sayGroup('call.why') : say('call.why')}</p>
        {program.data?.format === 'reverse' && row.mentee && (
          <p>{say('call.reverse', { mentor: named(row.mentor.name), mentee: named(row.mentee.name) })}</p>
        )}
        <ul className="stack">
          {toReach(row, program.data?.format === 'reverse').map(({ personId, name, phone, email }) => (
            <li key={personId} dir="auto">
              {phone ? (
                <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{say('call.phone', { name: named(name), phone })}</a>
              ) : email ? (
                <a href={`mailto:${email}`}>{say('call.email', { name: named(name), email })}</a>
              ) : (
                say('call.noPhone', { name: named(name) })
              )}
            </li>
          ))}
        </ul>
        <DateField label={say('call.day')} value={day} onChange={setDay} error={note.refusal?.title} />
        <p className="hint">{say('call.meeting')}</p>
        {note.error && !note.refusal && <Banner tone="rowan">{note.error.message}</Banner>}
      </div>
    </Dialog>
  )
}
