import type { Answer } from '../../questionnaire/contract.ts'
import { told } from '../rules/import-plan.ts'

/** An answer as a list of things that were said, in the reader's language where it has names for them. */
export function saidIn(answer: Answer, tag: string): readonly string[] {
  switch (answer.kind) {
    case 'choices':
      return answer.choices
    case 'ranked':
      return answer.ranked
    case 'languages': {
      const names = new Intl.DisplayNames([tag], { type: 'language' })
      return answer.languages.map(language => names.of(language) ?? language)
    }
    case 'number':
      return [new Intl.NumberFormat(tag).format(answer.number)]
    case 'scale':
      return [new Intl.NumberFormat(tag).format(answer.level)]
    case 'availability': {
      const day = new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' })
      // 1 January 2024 was a Monday
      return answer.slots.map(slot => `${day.format(new Date(Date.UTC(2024, 0, slot.weekday)))} ${slot.from}–${slot.to}`)
    }
    case 'choice':
    case 'text':
      return [told(answer)]
  }
}
