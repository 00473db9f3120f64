import { Outlet, useLocation } from '@tanstack/react-router'
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down'
import Ellipsis from 'lucide-react/icons/ellipsis'
import type { ReactNode } from 'react'
import { classes } from '../../kit/ui/classes.ts'
import { Icon } from '../../kit/ui/Icon.tsx'
import { Mark } from '../../kit/ui/Mark.tsx'
import { Menu } from '../../kit/ui/Menu.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { To } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import frame from './Frame.module.css'
import { NoticesOf } from './NoticesOf.tsx'
import { PersonButton } from './PersonButton.tsx'
import styles from './SideFrame.module.css'
import { type Place, type Standing, useStanding } from './standing.tsx'

/** At most this many places fit into the bottom bar of a phone; the rest stand behind "More". */
const inBottomBar = 5

/**
 * For people who run things: a side bar of 236 px, a rail of 64 below 1,100 px, a bar at the bottom below 720. One piece of markup,
 * laid out three ways by its style.
 */
export default function SideFrame(props: { readonly children?: ReactNode; readonly find?: ReactNode }) {
  const say = useWords(en)
  const standing = useStanding()
  return (
    <div className={styles.frame}>
      <a className={frame.skip} href="#main">
        {say('skip')}
      </a>
      <aside className={styles.side} aria-label={say('program')}>
        <To to="/" className={frame.brand}>
          <Mark />
          <b>{say('product')}</b>
        </To>
        {standing && standing.programs.length > 0 && <ProgramSwitch standing={standing} />}
        {standing && standing.places.length > 0 && <Places places={standing.places} />}
        {standing && <SideFoot standing={standing} find={props.find} />}
      </aside>
      <main id="main" className={styles.main} tabIndex={-1}>
        <NoticesOf standing={standing} />
        {props.children ?? <Outlet />}
      </main>
    </div>
  )
}

function ProgramSwitch(props: { readonly standing: Standing }) {
  const say = useWords(en)
  const { programs, programId } = props.standing
  const shown = programs.find(program => program.id === programId) ?? programs[0]
  if (!shown) return null
  return (
    <Menu
      name={say('switch')}
      entries={programs.map(program => ({
        id: program.id,
        name: program.name,
        hint: program.organization,
        to: program.to,
        chosen: program.id === shown.id,
      }))}
      trigger={given => (
        <button type="button" {...given} className={styles.switch}>
          <Stone id={shown.id} name={shown.name} size={32} />
          <span className={styles.two}>
            <b>{shown.name}</b>
            <small>{shown.organization}</small>
          </span>
          <Icon of={ChevronsUpDown} className={styles.wide} />
        </button>
      )}
    />
  )
}

function Places(props: { readonly places: readonly Place[] }) {
  const say = useWords(en)
  const { places } = props
  const current = placeOf(useLocation().pathname, places)
  const kept = places.length > inBottomBar ? inBottomBar - 1 : inBottomBar
  return (
    <nav className={styles.places} aria-label={say('sections')}>
      {places.map((place, at) => (
        <To
          key={place.id}
          to={place.to}
          exact
          aria-current={place === current ? 'page' : undefined}
          className={classes(styles.place, at >= kept && styles.beyond)}
        >
          <Icon of={place.icon} size={18} />
          <span className={styles.name}>{place.name}</span>
          {place.count !== undefined && place.count > 0 && <em className={styles.count}>{place.count}</em>}
        </To>
      ))}
      {places.length > inBottomBar && (
        <Menu
          name={say('more')}
          entries={places.slice(kept).map(place => ({ id: place.id, name: place.name, icon: place.icon, to: place.to }))}
          trigger={given => (
            <button type="button" {...given} className={classes(styles.place, styles.more)}>
              <Icon of={Ellipsis} size={18} />
              <span className={styles.name}>{say('more')}</span>
            </button>
          )}
        />
      )}
    </nav>
  )
}

/** The room that a page belongs to: of those that it lies below, the nearest. */
function placeOf(path: string, places: readonly Place[]): Place | undefined {
  const above = places.filter(place => path === place.to || path.startsWith(`${place.to}/`))
  return above.sort((a, b) => b.to.length - a.to.length)[0]
}

function SideFoot(props: { readonly standing: Standing; readonly find: ReactNode }) {
  const { person, signOut } = props.standing
  return (
    <div className={styles.foot}>
      {props.find}
      <PersonButton
        name={person.name}
        className={styles.me}
        signOut={signOut}
        face={
          <>
            <Stone id={person.id} name={person.name} photo={person.photo} size={32} />
            <span className={styles.two} aria-hidden="true">
              <b>{person.name}</b>
              <small>{person.part}</small>
            </span>
            <Icon of={Ellipsis} className={styles.wide} />
          </>
        }
      />
    </div>
  )
}
