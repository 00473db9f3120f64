import { usePlace } from '../../kit/ui/place.ts'
import { Stones } from '../../kit/ui/Stones.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { MentorshipRow } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

interface GroupCellProps {
  readonly row: MentorshipRow
  readonly group: NonNullable<MentorshipRow['group']>
}

/** A group in the list of those who look after it: who leads it, how many and who is in it, and whether it has become small. */
export function GroupCell({ row, group }: GroupCellProps) {
  const say = useWords(en)
  const { organization, programId } = usePlace<'organization' | 'programId'>()
  const named = (name: string | null) => name ?? say('list.unnamed')
  const everybody = [row.mentor, ...group.coMentors, ...group.mentees]
  return (
    <span className="row">
      <Stones size={28} most={3} of={everybody.map(({ personId, name }) => ({ id: personId, name: named(name) }))} />
      <span>
        <span dir="auto">{say('list.group', { mentor: named(row.mentor.name), count: group.mentees.length })}</span>
        <br />
        <small className="muted" dir="auto">
          {say('list.group.names', { names: group.mentees.map(({ name }) => named(name)) })}
        </small>
        {(row.state === 'active' || row.state === 'paused') && (
          <>
            <br />
            <ButtonTo
              kind="link"
              to="/$organization/programs/$programId/endings"
              params={{ organization, programId }}
              search={{ group: row.id }}
            >
              {say('list.group.end')}
            </ButtonTo>
          </>
        )}
        {group.isSmall && (
          <>
            <br />
            <small>{say('list.group.small', { smallest: group.smallest })}</small>
          </>
        )}
      </span>
    </span>
  )
}
