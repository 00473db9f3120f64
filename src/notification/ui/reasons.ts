import type { Say } from '../../kit/texts/texts.ts'
import en from '../texts/en.json' with { type: 'json' }

/** Why a mail is sent, in words; a reason that has none yet is told plainly by its name. */
export function reasonWords(say: Say<typeof en>, reason: string): string {
  const key = `reason.${reason}`
  return isWord(key) ? say(key) : say('reason.other', { reason })
}

const isWord = (key: string): key is keyof typeof en & string => key in en
