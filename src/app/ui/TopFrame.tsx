import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { HelpButton } from '../../concern/ui/parts/HelpButton.tsx'
import { Icon } from '../../kit/ui/Icon.tsx'
import { Mark } from '../../kit/ui/Mark.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { To } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import frame from './Frame.module.css'
import { NoticesOf } from './NoticesOf.tsx'
import { PersonButton } from './PersonButton.tsx'
import { type Contact, useStanding } from './standing.tsx'
import styles from './TopFrame.module.css'

/** For people who take part: a bar above, content to 1,120 px, and on the phone one column with a bar of five places below. */
export default function TopFrame(props: { readonly children?: ReactNode }) {
  const say = useWords(en)
  const standing = useStanding()
  return (
    <div className={styles.frame}>
      <a className={frame.skip} href="#main">
        {say('skip')}
      </a>
      <header className={styles.top}>
        <To to="/" className={frame.brand}>
          <Mark size={26} />
          <b>{say('product')}</b>
        </To>
        {standing && standing.places.length > 0 && (
          <nav className={styles.places} aria-label={say('main')}>
            {standing.places.slice(0, 5).map(place => (
              <To key={place.id} to={place.to} className={styles.place}>
                <Icon of={place.icon} size={22} />
                <span>{place.name}</span>
              </To>
            ))}
          </nav>
        )}
        {standing && (
          <div className={styles.tools}>
            <PersonButton
              name={standing.person.name}
              className={styles.tool}
              signOut={standing.signOut}
              face={<Stone id={standing.person.id} name={standing.person.name} photo={standing.person.photo} size={32} />}
            />
          </div>
        )}
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        <NoticesOf standing={standing} />
        {props.children ?? <Outlet />}
        {standing?.contact && <ContactLine contact={standing.contact} />}
      </main>
    </div>
  )
}

/** A person and a way out, at the foot of every page of those who take part. */
export function ContactLine(props: { readonly contact: Contact }) {
  const say = useWords(en)
  const { contact } = props
  return (
    <footer className={styles.contact}>
      <Stone id={contact.id} name={contact.name} photo={contact.photo} size={36} />
      <p>
        <b>{contact.phone ? say('contact.phone', { name: contact.name, phone: contact.phone }) : contact.name}</b>
        <small>{contact.answers}</small>
      </p>
      <HelpButton name={say('help')} className={styles.help} />
    </footer>
  )
}
