import FileUp from 'lucide-react/icons/file-up'
import Pencil from 'lucide-react/icons/pencil'
import Plus from 'lucide-react/icons/plus'
import UserPlus from 'lucide-react/icons/user-plus'
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
import { type Format, type ProgramView, readProgram } from '../../program/contract.ts'
import { ProgramDialog } from '../../program/ui/parts/ProgramDialog.tsx'
import { type CohortView, listCohorts } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { CohortDialog } from './CohortDialog.tsx'

/** One program with its cohorts: where a coordinator begins. */
export default function ProgramScreen() {
  const { programId } = usePlace<'programId'>()
  const program = useAnswer(readProgram, { programId })
  return (
    <Loaded whole answer={program} meanwhile={<Skeleton of="cards" count={2} />}>
      {one => <Page program={one} />}
    </Loaded>
  )
}

function Page({ program }: { readonly program: ProgramView }) {
  const say = useWords(en)
  const { organization, programId } = usePlace<'organization' | 'programId'>()
  const cohorts = useAnswer(listCohorts, { programId })
  const [dialog, setDialog] = useState<'cohort' | 'program' | null>(null)
  const mayCreate = cohorts.data?.may.create === true
  const rows = cohorts.data?.rows ?? []
  // once there is a cohort, what comes next is its people
  const next = rows.find(one => (one.state === 'preparing' || one.state === 'open') && one.may.change === true)
  const start = (
    <Button kind={next ? 'plain' : 'primary'} icon={Plus} onClick={() => setDialog('cohort')}>
      {say('cohorts.new')}
    </Button>
  )
  const contact = program.contact?.name
  return (
    <>
      <PageHead
        title={program.name}
        lead={program.purpose}
        note={
          <>
            {say(`program.format.${program.format}`)} {contact ? say('program.contact', { name: contact }) : say('program.noContact')}
          </>
        }
        actions={
          <>
            {program.may.change === true && (
              <Button icon={Pencil} onClick={() => setDialog('program')}>
                {say('program.change')}
              </Button>
            )}
            <ButtonTo to="/$organization/programs/$programId/contacts" params={{ organization, programId }}>
              {say('program.contacts')}
            </ButtonTo>
            {mayCreate && rows.length > 0 && start}
          </>
        }
      />
      <Loaded answer={cohorts} meanwhile={<Skeleton of="cards" count={2} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState scene="path" title={say('cohorts.none.title')} action={mayCreate && start}>
              {say('cohorts.none.lead')}
            </EmptyState>
          ) : (
            <div className="stack">
              {rows.map(cohort => (
                <CohortCard
                  key={cohort.id}
                  cohort={cohort}
                  format={program.format}
                  organization={organization}
                  isNext={cohort.id === next?.id}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      <CohortDialog
        key={program.format}
        open={dialog === 'cohort'}
        onClose={() => setDialog(null)}
        programId={programId}
        format={program.format}
      />
      <ProgramDialog
        key={program.version}
        open={dialog === 'program'}
        onClose={() => setDialog(null)}
        organization={organization}
        program={program}
      />
    </>
  )
}

interface CohortCardProps {
  readonly cohort: CohortView
  readonly format: Format
  readonly organization: string
  /** Its people are what comes next. */
  readonly isNext: boolean
}

function CohortCard({ cohort, format, organization, isNext }: CohortCardProps) {
  const say = useWords(en)
  const [changing, setChanging] = useState(false)
  const params = { organization, programId: cohort.programId, cohortId: cohort.id }
  return (
    <Card
      title={cohort.name}
      note={[
        say('cohort.span', { from: cohort.startsOn, to: cohort.endsOn }),
        ...(format === 'group' && cohort.groups ? [say('cohort.groups.told', { ...cohort.groups })] : []),
        ...(format !== 'group' && cohort.mentorsPerMentee > 1 ? [say('cohort.mentors.told', { count: cohort.mentorsPerMentee })] : []),
      ].join(' · ')}
      action={<Chip tone={cohort.state === 'running' ? 'pine' : 'plain'}>{say(`cohort.state.${cohort.state}`)}</Chip>}
    >
      <div className="row wrap">
        {isNext && (
          <ButtonTo kind="primary" icon={FileUp} to="/$organization/programs/$programId/cohorts/$cohortId/people/import" params={params}>
            {say('cohort.importPeople')}
          </ButtonTo>
        )}
        <ButtonTo to="/$organization/programs/$programId/cohorts/$cohortId/people" params={params}>
          {say('cohort.people')}
        </ButtonTo>
        <ButtonTo to="/$organization/programs/$programId/cohorts/$cohortId/matching" params={params}>
          {say('cohort.matching')}
        </ButtonTo>
        {cohort.may.change === true && cohort.state !== 'closed' && (
          <ButtonTo
            kind="quiet"
            icon={UserPlus}
            to="/$organization/programs/$programId/cohorts/$cohortId/people"
            params={params}
            search={{ add: 'yes' }}
          >
            {say('cohort.addSomebody')}
          </ButtonTo>
        )}
        {cohort.may.change === true && (
          <Button kind="quiet" icon={Pencil} onClick={() => setChanging(true)}>
            {say('cohort.changeShort')}
          </Button>
        )}
      </div>
      <CohortDialog
        key={`${cohort.version} ${format}`}
        open={changing}
        onClose={() => setChanging(false)}
        programId={cohort.programId}
        format={format}
        cohort={cohort}
      />
    </Card>
  )
}
