import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { Chip } from '../../kit/ui/Chip.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { listPrograms, type ProgramView } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { ProgramDialog } from './parts/ProgramDialog.tsx'

export default function ProgramsScreen() {
  const say = useWords(en)
  const { organization } = usePlace<'organization'>()
  const programs = useAnswer(listPrograms, {})
  const [making, setMaking] = useState(false)
  const mayCreate = programs.data?.may.create === true
  const start = (
    <Button kind="primary" icon={Plus} onClick={() => setMaking(true)}>
      {say('programs.new')}
    </Button>
  )
  return (
    <>
      <PageHead
        title={say('programs.title')}
        lead={say('programs.lead')}
        actions={mayCreate && (programs.data?.rows.length ?? 0) > 0 && start}
      />
      <Loaded answer={programs} meanwhile={<Skeleton of="cards" count={2} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState scene="begin" title={say('programs.none.title')} action={mayCreate && start}>
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
      <ProgramDialog open={making} onClose={() => setMaking(false)} organization={organization} />
    </>
  )
}

function ProgramCard({ program, organization }: { readonly program: ProgramView; readonly organization: string }) {
  const say = useWords(en)
  return (
    <Card
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
