import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { listCohorts } from '../../cohort/contract.ts'
import { readWaiting } from '../../concern/contract/waiting.ts'
import type { Say } from '../../kit/texts/texts.ts'
import { usePlace } from '../../kit/ui/place.ts'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { Refused } from '../../kit/wire/client.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import { readViewer, readWaysInOpened } from '../../person/contract/viewer.ts'
import { leaveOrganization, toSignIn } from '../../person/ui/parts/leaving.ts'
import { listPrograms } from '../../program/contract.ts'
import { readPersonToAsk } from '../../today/contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { type Been, beenAt, cohortMeant, nowhere, programMeant } from './meant.ts'
import { placesFor } from './rooms.ts'
import { type Standing, StandingProvider } from './standing.tsx'

/** Finds out who is signed in and where they stand, once for all frames below; whoever is not signed in is led to the sign-in page. */
export function Here(props: { readonly children: ReactNode }) {
  const say = useWords(en)
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  const slug = place.organization as string | undefined
  const viewer = useAnswer(readViewer, {}, { when: slug !== undefined })
  const isStaff = (viewer.data?.grants.length ?? 0) > 0
  const ask = useAnswer(readPersonToAsk, {}, { when: viewer.data !== undefined && !isStaff })
  const programs = useAnswer(listPrograms, {}, { when: isStaff })
  const been = useBeen(slug, place)
  const programId = programMeant(place, been, programs.data?.rows)
  const cohorts = useAnswer(listCohorts, { programId: programId ?? '' }, { when: isStaff && programId !== null })
  const cohortId = cohortMeant(place, been, programId, cohorts.data?.rows)

  const waiting = useAnswer(readWaiting, {}, { when: viewer.data !== undefined, everySeconds: 60 })

  const opened = useAnswer(readWaysInOpened, {}, { when: viewer.data !== undefined })

  const signedOut = viewer.error instanceof Refused && viewer.error.problem.code === 'not_signed_in'
  useEffect(() => {
    if (signedOut && slug !== undefined) toSignIn(slug)
  }, [signedOut, slug])

  const standing = useMemo((): Standing | null => {
    if (!viewer.data || slug === undefined) return null
    const { person, organization, grants } = viewer.data
    const requests = waiting.data?.programs ?? []
    const counts = { requests: requests.find(one => one.programId === programId)?.waiting ?? 0 }
    const isAdministrator = grants.some(grant => grant.relation === 'administrator')
    return {
      person: {
        id: person.id,
        name: person.name ?? person.email ?? '',
        part: say(isAdministrator ? 'part.administrator' : isStaff ? 'part.coordinator' : 'part.participant'),
      },
      programs: (programs.data?.rows ?? []).map(program => ({
        id: program.id,
        name: program.name,
        organization: organization.name,
        to: `/${slug}/programs/${program.id}`,
      })),
      programId,
      places: placesFor({ slug, programId, cohortId, isStaff, isAdministrator, counts }, say),
      contact: contactIn(ask.data, slug, say),
      requests,
      opened: opened.data?.rows ?? [],
      find: null,
      signOut: () => void leaveOrganization(slug),
    }
  }, [viewer.data, waiting.data, opened.data, ask.data, programs.data, slug, programId, cohortId, isStaff, say])

  return <StandingProvider value={standing}>{props.children}</StandingProvider>
}

/** Where somebody was last in this window, kept while it is open. */
function useBeen(slug: string | undefined, { programId, cohortId }: Partial<Record<'programId' | 'cohortId', string>>): Been {
  const key = `cairn.been.${slug ?? ''}`
  const [been, setBeen] = useState(() => readBeen(key))
  const now = beenAt(been, { programId, cohortId })
  if (now !== been) setBeen(now)
  useEffect(() => {
    try {
      sessionStorage.setItem(key, JSON.stringify(now))
    } catch {
      // a browser that keeps nothing: it is meant until the page is loaded anew
    }
  }, [key, now])
  return now
}

function readBeen(key: string): Been {
  try {
    return { ...nowhere, ...JSON.parse(sessionStorage.getItem(key) ?? '{}') }
  } catch {
    return nowhere
  }
}

/** The person to ask, at the foot of every page of those who take part. */
function contactIn(answer: Answer<typeof readPersonToAsk> | undefined, slug: string, say: Say<typeof en>): Standing['contact'] {
  const contact = answer?.contact
  if (!contact?.name) return null
  return {
    id: contact.personId,
    name: contact.name,
    phone: contact.phone,
    answers: say('contact.answers', { days: answer?.answersInDays ?? 1 }),
    help: `/${slug}/help`,
  }
}
