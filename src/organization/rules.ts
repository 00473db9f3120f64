import { type Refusal, refused } from '../kit/wire/refusal.ts'

/** Letters that people write out where there are only plain ones. A Swede or a Finn would rather drop the dots; the short name can be changed before it is used. */
const writtenOut: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** A name for addresses made from an organization's name: `Halden Health Trust` becomes `halden-health-trust`, `Universität` `universitaet`. */
export function slugFrom(name: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüßæøåœłđðþı]/g, letter => writtenOut[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return (
    plain
      .replace(/^-+|-+$/g, '')
      .slice(0, 40)
      .replace(/-+$/, '') || 'mentoring'
  )
}

/** Words that our own addresses use and no organization can take. */
export const takenSlugs: readonly string[] = ['api', 'assets', 'components', 'health', 'set-up', 'sign-in', 'favicon', 'robots']

/** The zone, when it is one that clocks know. */
export function knownZone(zone: string): string | Refusal {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    return refused('zone_unknown', { zone })
  }
}
