import { type Refusal, refused } from '../../kit/wire/refusal.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { Mapping } from '../contract/import-file.ts'

/** The mapping, when every column goes somewhere once and questions keep the kind that people have answered. */
export function checkedMapping(mapping: Mapping, columnCount: number, asked: readonly Question[]): Mapping | Refusal {
  if (mapping.columns.length !== columnCount) return refused('column_unknown', { columns: columnCount })
  const singles = mapping.columns.flatMap(column => (column.goes === 'question' || column.goes === 'nothing' ? [] : [column.goes]))
  const twice = singles.find((goes, n) => singles.indexOf(goes) !== n)
  if (twice !== undefined) return refused('target_twice', { target: twice })
  if (singles.includes('name') && (singles.includes('first-name') || singles.includes('surname'))) return refused('name_twice')
  const questions = mapping.columns.filter(column => column.goes === 'question')
  const doubled = questions.find((one, n) => questions.findIndex(other => other.key === one.key) !== n)
  if (doubled) return refused('question_twice', { question: doubled.label })
  for (const one of questions) {
    const known = asked.find(question => question.key === one.key)
    if (known && known.kind !== one.kind) return refused('question_kind_changed', { question: known.label })
    // their options and ends cannot be guessed from a file
    if (!known && (one.kind === 'scale' || one.kind === 'ranked')) return refused('question_kind_needs_question', { question: one.label })
  }
  return mapping
}
