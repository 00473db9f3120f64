import { english, type Language, sayIn } from '../../kit/texts/texts.ts'
import en from '../texts/proposal.en.json' with { type: 'json' }

interface Told {
  readonly title: string
  readonly detail: string | null
}

/** Why a publication could not go out, in the words of the refusal that stopped it. */
export function failureWords(
  { code, facts }: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> },
  language: Language = english,
): Told {
  const say = sayIn(en, language)
  switch (code) {
    case 'mentor_full':
      return { title: say('refusal.mentor_full', facts), detail: say('refusal.mentor_full.detail', facts) }
    case 'mentee_full':
      return { title: say('refusal.mentee_full', facts), detail: say('refusal.mentee_full.detail', facts) }
    case 'group_small':
      return { title: say('refusal.group_small', facts), detail: say('refusal.group_small.detail', facts) }
    case 'group_waits':
      return { title: say('refusal.group_waits', facts), detail: say('refusal.group_waits.detail', facts) }
    case 'co_mentor_asked':
      return { title: say('refusal.co_mentor_asked', facts), detail: say('refusal.co_mentor_asked.detail', facts) }
    case 'publisher_gone':
      return {
        title: say('refusal.publisher_gone', { name: facts['name'] ?? say('publication.somebody') }),
        detail: say('refusal.publisher_gone.detail'),
      }
    case 'somebody_left':
      return { title: say('refusal.somebody_left', facts), detail: say('refusal.somebody_left.detail', facts) }
    default:
      return { title: say('refusal.nobody_to_ask', facts), detail: say('refusal.nobody_to_ask.detail', facts) }
  }
}

/** How full a mentor is, as a sentence for the coordinator. */
export function roomSentence(
  {
    name,
    by,
    free,
    wanted,
  }: { readonly name: string | null; readonly by: 'cohort' | 'person'; readonly free: number; readonly wanted: number },
  language: Language = english,
): string {
  const say = sayIn(en, language)
  return say(by === 'cohort' ? 'publication.fullHere' : 'publication.fullEverywhere', {
    name: name ?? say('publication.somebody'),
    free,
    wanted,
  })
}

/** How many mentors a mentee would have, as a sentence for the coordinator. */
export function mentorsSentence(
  { name, free, wanted }: { readonly name: string | null; readonly free: number; readonly wanted: number },
  language: Language = english,
): string {
  const say = sayIn(en, language)
  return say('publication.mentors', { name: name ?? say('publication.someMentee'), free, wanted })
}
