import ClipboardList from 'lucide-react/icons/clipboard-list'
import GraduationCap from 'lucide-react/icons/graduation-cap'
import Mail from 'lucide-react/icons/mail'
import { useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { Chip } from '../../../kit/ui/Chip.tsx'
import { Drawer, DrawerSection, WithDrawer } from '../../../kit/ui/Drawer.tsx'
import { EmptyState } from '../../../kit/ui/EmptyState.tsx'
import { KeyHints } from '../../../kit/ui/KeyHints.tsx'
import { NeedsIcon, NeedsList, NeedsRow } from '../../../kit/ui/NeedsRow.tsx'
import { SelectionBar } from '../../../kit/ui/SelectionBar.tsx'
import { Pair, Stone } from '../../../kit/ui/Stone.tsx'
import { type Column, type Sort, Table } from '../../../kit/ui/Table.tsx'
import { Tabs } from '../../../kit/ui/Tabs.tsx'
import { Piece } from './Piece.tsx'
import styles from './Pieces.module.css'
import { people, useSample } from './sample.ts'

/** Tabs, table, drawer, the bar of a selection, and what needs a person. */
export function Listing() {
  const t = useSample()
  const [tab, setTab] = useState('all')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(['tom-achterberg']))
  const [open, setOpen] = useState<string | null>(() => (innerWidth < 1100 ? null : 'maya-lindqvist'))
  const [sort, setSort] = useState<Sort>({ by: 'name', descending: false })
  return (
    <>
      <Piece title={t('Tabs, table, drawer')}>
        <Tabs
          name={t('Saved views')}
          chosen={tab}
          onChoose={setTab}
          tabs={[
            { id: 'all', name: t('Everyone'), count: 187 },
            { id: 'mine', name: t('Waiting for me'), count: 4 },
            { id: 'room', name: t('Mentors with places'), count: 0 },
          ]}
        >
          <WithDrawer drawer={open !== null && tab === 'all' ? <SampleDrawer close={() => setOpen(null)} /> : null}>
            <SampleTable
              empty={tab === 'room'}
              chosen={chosen}
              choose={setChosen}
              sort={sort}
              setSort={setSort}
              open={open}
              setOpen={setOpen}
            />
            {chosen.size > 0 && tab !== 'room' && (
              <SelectionBar count={t(`${chosen.size} selected`)} onClear={() => setChosen(new Set())}>
                <Button icon={Mail}>{t('Write to them')}</Button>
                <Button>{t('Export')}</Button>
              </SelectionBar>
            )}
          </WithDrawer>
        </Tabs>
      </Piece>
      <Piece title={t('Needs you')}>
        <NeedsList>
          <NeedsRow
            who={<Pair of={[people.samuel, people.ana]} size={34} />}
            sentence={t('The committee is split on Ana’s match')}
            due={{ words: t('By Thursday.'), urgent: true }}
            note={t('Two said yes, Ruth is unsure. You have the deciding vote.')}
            acts={
              <>
                <Button>{t('Decide')}</Button>
                <Button kind="quiet">{t('Later')}</Button>
              </>
            }
          />
          <NeedsRow
            who={<NeedsIcon icon={ClipboardList} tone="tarn" />}
            sentence={t('19 people have not answered the midway survey')}
            due={{ words: t('Closes Friday.') }}
            note={t('39 of 58 people have answered.')}
            acts={
              <>
                <Button>{t('See the reminder')}</Button>
                <Button kind="quiet">{t('Later')}</Button>
              </>
            }
          />
          <NeedsRow
            who={<NeedsIcon icon={GraduationCap} tone="lichen" />}
            sentence={t('Two mentors still have one lesson to go')}
            note={t('Matching waits for them until Tuesday.')}
            remedy={t('Give them two more days: nobody else waits.')}
            acts={<Button>{t('Give two days')}</Button>}
          />
        </NeedsList>
      </Piece>
    </>
  )
}

interface SampleRow {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly place: string
  readonly state: string
  readonly tone: 'pine' | 'tarn' | 'plain'
}

const sampleRows: readonly SampleRow[] = [
  { ...people.ana, role: 'Mentee', place: 'Ward 11', state: 'Being matched', tone: 'tarn' },
  { ...people.jonas, role: 'Mentee', place: 'Ward 4, pediatrics', state: 'Being matched', tone: 'tarn' },
  { ...people.maya, role: 'Mentee', place: 'Ward 6, stroke', state: 'Together', tone: 'pine' },
  { ...people.samuel, role: 'Mentor', place: 'Emergency', state: 'Together', tone: 'pine' },
  { ...people.tom, role: 'Mentor', place: 'Therapies', state: 'Paused', tone: 'plain' },
]

function SampleTable(props: {
  readonly empty: boolean
  readonly chosen: ReadonlySet<string>
  readonly choose: (chosen: ReadonlySet<string>) => void
  readonly sort: Sort
  readonly setSort: (sort: Sort) => void
  readonly open: string | null
  readonly setOpen: (key: string) => void
}) {
  const t = useSample()
  const rows = [...sampleRows].sort((a, b) => a.name.localeCompare(b.name) * (props.sort.descending ? -1 : 1))
  const columns: readonly Column<SampleRow>[] = [
    {
      id: 'name',
      head: t('Name'),
      names: true,
      sortable: true,
      cell: row => (
        <>
          <Stone id={row.id} name={row.name} size={32} />
          {row.name}
        </>
      ),
    },
    { id: 'role', head: t('Role'), cell: row => t(row.role) },
    { id: 'place', head: t('Where they work'), cell: row => <span className="muted">{t(row.place)}</span> },
    { id: 'state', head: t('Stage'), cell: row => <Chip tone={row.tone}>{t(row.state)}</Chip> },
  ]
  return (
    <Table
      name={t('People')}
      columns={columns}
      rows={props.empty ? [] : rows}
      keyOf={row => row.id}
      nameOf={row => row.name}
      chosen={props.chosen}
      onChoose={props.choose}
      sort={props.sort}
      onSort={props.setSort}
      onOpen={props.setOpen}
      open={props.open ?? undefined}
      empty={
        <EmptyState scene="apart" title={t('No mentor has places left')}>
          {t('Ask the ones who said “perhaps two”.')}
        </EmptyState>
      }
      foot={
        <>
          <span>{t('5 of 142')}</span>
          <span className="grow" />
          <KeyHints
            name={t('Keys')}
            hints={[
              { keys: ['↑', '↓'], does: t('move') },
              { keys: ['Space'], does: t('select') },
              { keys: ['Enter'], does: t('open') },
            ]}
          />
        </>
      }
    />
  )
}

function SampleDrawer(props: { readonly close: () => void }) {
  const t = useSample()
  return (
    <Drawer
      title={people.maya.name}
      onClose={props.close}
      onNext={() => {}}
      onPrevious={() => {}}
      place={t('3 of 142')}
      head={
        <div className={styles.stack}>
          <div className="row">
            <Stone {...people.maya} size={64} />
            <div>
              <p>
                <b>{people.maya.name}</b>
              </p>
              <p className="muted">{t('Staff nurse, ward 6 · City hospital')}</p>
              <p>
                <Chip tone="heather">{t('Mentee')}</Chip> <Chip>{t('Autumn 2026')}</Chip>
              </p>
            </div>
          </div>
          <div className="row">
            <Button kind="primary" size="small" icon={Mail}>
              {t('Write')}
            </Button>
            <Button size="small">{t('Add a note')}</Button>
          </div>
        </div>
      }
    >
      <DrawerSection title={t('With Samuel Okafor')}>
        <div className="row">
          <Pair of={[people.samuel, people.maya]} size={34} />
          <p>{t('Five of six conversations held')}</p>
        </div>
      </DrawerSection>
      <DrawerSection title={t('Why she is here, from her application')}>
        <p className="quote">{t('“I am good with patients and quiet in meetings. I would like to be good at both.”')}</p>
      </DrawerSection>
    </Drawer>
  )
}
