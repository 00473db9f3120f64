import { withoutTurns } from '../texts/direction.ts'

/**
 * A cell without the blanks around it (spaces of every kind, line ends, and characters that have no width) and without controls of
 * direction, which would turn what stands beside it.
 */
export function tidy(written: string): string {
  const cell = withoutTurns(written)
  // not by one pattern: looking for blanks at the end takes quadratic time on a cell with many blanks inside
  let from = 0
  let to = cell.length
  while (from < to && isBlankAt(cell, from)) from++
  while (to > from && isBlankAt(cell, to - 1)) to--
  return cell.slice(from, to)
}

const isBlankAt = (cell: string, at: number): boolean => blank.test(cell.charAt(at))
const blank = /[\s\u200b-\u200d\u2060\ufeff]/
