/** What people are called by somebody who reads of several of them: mails, homes and pages use first names, and tell apart who shares one. */
import { firstNameOf } from './reply.ts'

interface Someone {
  readonly id: string
  readonly name: string | null
  /** As it stands in the roster. */
  readonly externalId: string | null
}

const folded = (name: string | null): string => (name ?? '').trim().toLocaleLowerCase('en')

/**
 * The first name where nobody else here has it, else the whole name; and where even that is the same, with the id of the roster. Null: they have no
 * name.
 */
export function calledApart(people: readonly Someone[]): ReadonlyMap<string, string | null> {
  const different = [...new Map(people.map(person => [person.id, person])).values()]
  const sharing = (one: Someone, of: (name: string | null) => string | null) =>
    different.some(other => other.id !== one.id && folded(of(other.name)) === folded(of(one.name)))
  return new Map(
    different.map(one => {
      if (one.name === null || !sharing(one, firstNameOf)) return [one.id, firstNameOf(one.name)]
      return [one.id, sharing(one, name => name) ? withId(one.name.trim(), one.externalId) : one.name.trim()]
    }),
  )
}

/** The same where whole names are told. */
export function wholeNamesApart(people: readonly Someone[]): ReadonlyMap<string, string | null> {
  const isShared = ({ id, name }: Someone) => people.some(other => other.id !== id && folded(other.name) === folded(name))
  return new Map(people.map(one => [one.id, one.name !== null && isShared(one) ? withId(one.name, one.externalId) : one.name]))
}

const withId = (name: string, externalId: string | null): string => (externalId === null ? name : `${name} (${externalId})`)
