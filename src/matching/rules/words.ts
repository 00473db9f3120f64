import { english, type Language, sayIn } from '../../kit/texts/texts.ts'
import en from '../texts/proposal.en.json' with { type: 'json' }

/** Why somebody gets a mail, as its last line says it. */
export const whyMail = (what: 'proposal' | 'reminder' | 'changed' | 'over', program: string, language: Language = english): string =>
  sayIn(en, language)(`mail.why.${what}`, { program })
