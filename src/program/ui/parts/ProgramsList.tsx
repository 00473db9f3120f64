import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { Card, Section } from '../../../kit/ui/Card.tsx'
import { Chip } from '../../../kit/ui/Chip.tsx'
import { EmptyState } from '../../../kit/ui/EmptyState.tsx'
import { Loaded } from '../../../kit/ui/Loaded.tsx'
import { Skeleton } from '../../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../../kit/ui/server.ts'
import { ButtonTo } from '../../../kit/ui/To.tsx'
import { useWords } from '../../../kit/ui/words.tsx'
import { listPrograms, type ProgramView } from '../../contract.ts'
import en from '../../texts/en.json' with { type: 'json' }
import { ProgramDialog } from './ProgramDialog.tsx'

/** The programs that somebody runs, or all of them for administrators, and the way to a new one. */
export function ProgramsList({ organization }: { readonly organization: string }) {
  const say = useWords(en)
  const programs = useAnswer(listPrograms, {})
  const [making, setMaking] = useState(false)
  const mayCreate = programs.data?.may.create === true
  const hasSome = (programs.data?.rows.length ?? 0) > 0
  const start = (
    <Button kind={hasSome ? 'plain' : 'primary'} icon={Plus} onClick={() => setMaking(true)}>
      {say('programs.new')}
    </Button>
  )
  return (
    <>
      <Section title={say('programs.title')} action={mayCreate && hasSome && start}>
        <Loaded answer={programs} meanwhile={<Skeleton of="cards" count={2} />}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState scene="begin" heading="h3" title={say('programs.none.title')} action={mayCreate && start}>
                {say(mayCreate ? 'programs.none.lead' : 'programs.none.notYours')}
              </EmptyState>
            ) : (
              <div className="stack">
                {rows.map(program => (
                  <ProgramCard key={program.id} program={program} organization={organization} />
                ))}
              </div>
            )
          }
        </Loaded>
      </Section>
      <ProgramDialog open={making} onClose={() => setMaking(false)} organization={organization} />
    </>
  )
}

function ProgramCard({ program, organization }: { readonly program: ProgramView; readonly organization: string }) {
  const say = useWords(en)
  return (
    <Card
      level={3}
      title={program.name}
      note={program.contact?.name ? say('programs.contact', { name: program.contact.name }) : say('programs.noContact')}
      action={
        <div className="row wrap">
          <Chip>{say(`program.format.${program.format}`)}</Chip>
          <ButtonTo to="/$organization/programs/$programId" params={{ organization, programId: program.id }}>
            {say('programs.open')}
          </ButtonTo>
        </div>
      }
    >
      <p className="muted" dir="auto">
        {program.purpose}
      </p>
    </Card>
  )
}
