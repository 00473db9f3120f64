/** Solves in a worker, so that the page never waits. One message in: the table, or a pair to price. */
import { Refusal, type Solution, solve, verify } from '../index.ts'
import { problemOf } from './table.ts'

type Asked =
  | { readonly kind: 'match'; readonly text: string }
  | { readonly kind: 'row'; readonly mentee: string }
  | { readonly kind: 'price'; readonly mentee: string; readonly mentor: string }

let solution: Solution | null = null

async function answer(asked: Asked): Promise<object> {
  if (asked.kind === 'match') {
    const problem = problemOf(asked.text)
    solution = await solve(problem)
    const { result } = solution
    const pairs = result.pairs.map(({ mentee, mentor }) => solution?.explain(mentee, mentor))
    return {
      kind: 'matched',
      result,
      pairs,
      unmatched: result.unmatched.map(({ mentee }) => solution?.explainUnmatched(mentee)),
      check: verify(problem, result),
    }
  }
  if (!solution) return { kind: 'failed', message: 'Match a table first.' }
  return asked.kind === 'row'
    ? { kind: 'row', mentee: asked.mentee, prices: solution.priceRow(asked.mentee) }
    : { kind: 'price', price: solution.price(asked.mentee, asked.mentor) }
}

self.addEventListener('message', async event => {
  try {
    self.postMessage(await answer(event.data))
  } catch (error) {
    const message =
      error instanceof Refusal ? `${error.code}: ${JSON.stringify(error.facts)}` : error instanceof Error ? error.message : 'unknown'
    self.postMessage({ kind: 'failed', message })
  }
})
