import { useEffect, useRef, useState } from 'react'
import { useUrlState } from '../../kit/ui/place.ts'
import type { Criterion } from '../contract/criteria.ts'
import { askedWeights, settings, shifted, type Weights, weightsOf, weightsSet, weightTexts } from '../rules/weighing.ts'

/** Stands in the address for the weights of the round. */
const own = 'own'
/** What is set goes into the address when the hand has come to rest: a browser takes only so many changes of it. */
const restMs = 300

const inAddress = (criteria: readonly Criterion[], set: readonly number[]): string =>
  isOwn(criteria, set) ? own : weightTexts(weightsSet(criteria, set)).join()

const isOwn = (criteria: readonly Criterion[], set: readonly number[]): boolean => settings(criteria).every((one, at) => one === set[at])

/** What an address says as it can be set here, where it says something that this round can weigh by. */
function weightsFrom(criteria: readonly Criterion[], told: unknown): Weights | null {
  if (typeof told !== 'string' || told === own) return null
  const weights = askedWeights(criteria, told.split(','))
  return weights instanceof Error ? null : weightsSet(criteria, settings(criteria, weights))
}

/** What is set, kept in the address so that it can be sent and survives a reload; and what was last asked for. */
export function useTriedWeights(criteria: readonly Criterion[], arrangementId: string) {
  const [url, change] = useUrlState()
  const [set, setSet] = useState(() => settings(criteria, weightsFrom(criteria, url['weights']) ?? weightsOf(criteria)))
  const [asked, setAsked] = useState(() => {
    const weights = weightsFrom(criteria, url['tried'])
    return weights && { arrangementId, weights }
  })
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(resting.current), [])
  const setAll = (next: readonly number[]) => {
    setSet([...next])
    clearTimeout(resting.current)
    resting.current = setTimeout(() => change({ weights: inAddress(criteria, next) }), restMs)
  }
  return {
    set,
    isOwn: isOwn(criteria, set),
    isNothing: set.every(one => one === 0),
    /** One is set, from where all stood when it was taken hold of: what was moved away comes back the same. */
    shift: (from: readonly number[], at: number, to: number) => setAll(shifted(from, at, to, isShare(criteria[at]))),
    reset: () => setAll(settings(criteria)),
    asked,
    isAsked: asked !== null && weightTexts(asked.weights).join() === weightTexts(weightsSet(criteria, set)).join(),
    ask: () => {
      clearTimeout(resting.current)
      setAsked({ arrangementId, weights: weightsSet(criteria, set) })
      change({ weights: inAddress(criteria, set), tried: inAddress(criteria, set) })
    },
  }
}
export type TriedWeights = ReturnType<typeof useTriedWeights>

export const isShare = (criterion: Criterion | undefined): boolean => criterion?.kind !== 'count'
