import type { ArrangementRow } from '../contract/arrangement.ts'
import type { SayHere } from './said.ts'

/** What made an arrangement, in a few words. */
export function changeWords(say: SayHere, { change, pair, parentId }: Pick<ArrangementRow, 'change' | 'pair' | 'parentId'>): string {
  if (change.kind === 'undo') return say('history.undo', { number: change.number })
  if (change.kind === 'put-first') return say(`history.put-first.${change.first}`)
  if (change.kind === 'first') return say(parentId === null ? 'history.first' : 'history.hidden')
  return pair ? say(`history.${change.kind}`, pair) : say('history.hidden')
}
