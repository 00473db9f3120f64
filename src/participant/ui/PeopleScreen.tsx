import FileUp from 'lucide-react/icons/file-up'
import UserPlus from 'lucide-react/icons/user-plus'
import { useMemo } from 'react'
import { readCohort } from '../../cohort/contract.ts'
import { Button } from '../../kit/ui/Button.tsx'
import { WithDrawer } from '../../kit/ui/Drawer.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { useOpenInUrl, usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { Tabs } from '../../kit/ui/Tabs.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { countPeople, listPeople, type PeopleCounts } from '../contract/people.ts'
import en from '../texts/en.json' with { type: 'json' }
import { AddPersonDialog } from './AddPersonDialog.tsx'
import { PeopleFilters } from './PeopleFilters.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { PersonDrawer } from './PersonDrawer.tsx'
import styles from './participant.module.css'
import { type CohortPlace, newImportPath } from './paths.ts'
import { peopleRequest, type View, viewIn, views } from './people-url.ts'

/** Everybody who takes part in a cohort, each once. Administrators, who may see nobody by name, see how many there are. */
export default function PeopleScreen() {
  const say = useWords(en)
  const { organization, programId, cohortId } = usePlace<CohortPlace>()
  const counts = useAnswer(countPeople, { cohortId })
  const cohort = useAnswer(readCohort, { cohortId })
  const place = { organization, programId, cohortId }
  const maySee = counts.data?.may.see === true
  const isEmpty = counts.data && counts.data.people + counts.data.withdrawn === 0
  const [, changeUrl] = useUrlState()
  const adding = useOpenInUrl('add')
  const mayAdd = counts.data?.may.add === true
  const toAdd = mayAdd && (
    <Button icon={UserPlus} onClick={() => adding.show('yes')}>
      {say('people.add')}
    </Button>
  )
  const toImport = counts.data?.may.import === true && (
    <ButtonTo to={newImportPath} params={place} icon={FileUp} kind={isEmpty ? 'primary' : 'plain'}>
      {say('people.import')}
    </ButtonTo>
  )
  const ways = (
    <div className="row wrap">
      {toImport}
      {toAdd}
    </div>
  )
  return (
    <>
      <PageHead
        title={say('people.title')}
        where={cohort.data?.name}
        note={counts.data && cohort.data && !isEmpty && say('people.counts', { ...counts.data, cohort: cohort.data.name })}
        actions={
          !isEmpty && (
            <>
              {toAdd}
              {toImport}
            </>
          )
        }
      />
      <Loaded answer={counts} meanwhile={<Skeleton of="rows" count={8} />}>
        {told =>
          isEmpty ? (
            <EmptyState scene="begin" heading="h2" title={say('people.nobody')} action={ways}>
              {say(maySee ? 'people.nobody.more' : 'people.nobody.administrator')}
            </EmptyState>
          ) : maySee ? (
            <Everybody counts={told} />
          ) : (
            <p className="muted measure">{say('people.countsOnly')}</p>
          )
        }
      </Loaded>
      {mayAdd && (
        <AddPersonDialog
          open={adding.open !== null}
          onClose={adding.close}
          show={personId => changeUrl({ add: undefined, person: personId })}
        />
      )}
    </>
  )
}

const countOf = (view: View, counts: PeopleCounts): number | undefined =>
  ({
    everyone: counts.people,
    mentees: counts.mentees,
    mentors: counts.mentors,
    both: counts.both,
    paused: counts.paused,
    withdrawn: counts.withdrawn,
    unreachable: counts.withoutAddress,
  })[view]

function Everybody({ counts }: { readonly counts: PeopleCounts }) {
  const say = useWords(en)
  const { cohortId } = usePlace<CohortPlace>()
  const [url, change] = useUrlState()
  const { open, show, close } = useOpenInUrl('person')
  const view = viewIn(url)
  const people = useAnswer(
    listPeople,
    useMemo(() => ({ cohortId, ...peopleRequest(url) }), [cohortId, url]),
  )
  const rows = people.data?.rows ?? []
  const at = rows.findIndex(row => row.personId === open)
  const showAt = (n: number) => {
    const { personId } = rows[n] ?? {}
    return personId === undefined ? undefined : () => show(personId)
  }
  const tabs = views
    .filter(one => ['everyone', 'mentees', 'mentors'].includes(one) || (countOf(one, counts) ?? 0) > 0 || one === view)
    .map(id => ({ id, name: say(`people.view.${id}`), count: countOf(id, counts) }))
  return (
    <Tabs
      name={say('people.views')}
      tabs={tabs}
      chosen={view}
      onChoose={id => change({ view: id === 'everyone' ? undefined : id, after: undefined, person: undefined })}
    >
      <PeopleFilters total={people.data?.total} />
      <WithDrawer
        drawer={
          open && (
            <PersonDrawer
              key={open}
              personId={open}
              onClose={close}
              onPrevious={at > 0 ? showAt(at - 1) : undefined}
              onNext={at >= 0 ? showAt(at + 1) : undefined}
              place={at >= 0 ? say('people.place', { at: at + 1, of: rows.length }) : undefined}
            />
          )
        }
      >
        <div className={styles.list}>
          <Loaded answer={people} meanwhile={<Skeleton of="rows" count={8} />}>
            {page => <PeopleTable page={page} open={open} show={show} />}
          </Loaded>
        </div>
      </WithDrawer>
    </Tabs>
  )
}
