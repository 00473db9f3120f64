/** Checks results for one side only: pairs by Edmonds' certificate, circles by their rules and the told bound. */
import type { Result } from '../arrangement.ts'
import type { People } from '../criteria/bound.ts'
import { bindCriteria } from '../criteria/kinds.ts'
import { mostPoints, type Problem } from '../problem.ts'
import { bindRequirements } from '../requirements/kinds.ts'

/** What is wrong with a peers result; nothing when it is right and its proof holds. */
export function peersFaults(problem: Problem, result: Result): string[] {
  const { objective, certificate, groups = [] } = result
  if (objective.kind !== 'peers') return ['objective']
  const people = problem.mentees
  const index = new Map(people.map(({ id }, at) => [id, at]))
  const sides: People = { mentees: people, mentors: people, menteeIndex: index, mentorIndex: index, problem }
  const criteria = bindCriteria(problem.criteria, sides)
  const requirements = bindRequirements(problem.requirements, sides)
  const excluded = new Set((problem.exclusions ?? []).flatMap(({ mentee, mentor }) => [`${mentee}\n${mentor}`, `${mentor}\n${mentee}`]))
  const oneWay = (a: number, b: number) => criteria.reduce((sum, criterion) => sum + criterion.points(a, b), 0)
  const points = (a: number, b: number) => Math.floor((oneWay(a, b) + oneWay(b, a)) / 2)
  const open = (a: number, b: number) =>
    a !== b &&
    [a, b].every(who => (people[who]?.capacity ?? 1) > 0) &&
    !excluded.has(`${people[a]?.id}\n${people[b]?.id}`) &&
    requirements.every(({ allows }) => allows(a, b) && allows(b, a))
  const because: string[] = []
  const wrong = (condition: boolean, what: string) => void (condition && because.push(what))
  const [smallest, largest] = objective.as === 'pairs' ? [2, 2] : [objective.smallest, objective.largest]

  // everybody at most once, circles of the right size, pairs exactly those within circles
  const placed = groups.flatMap(({ mentees }) => mentees)
  wrong(new Set(placed).size !== placed.length || placed.some(id => !index.has(id)), 'somebody twice or unknown')
  wrong(
    groups.some(({ mentees }) => mentees.length < smallest || mentees.length > largest),
    'a circle of the wrong size',
  )
  const within = groups.flatMap(({ mentees }) => mentees.flatMap((a, at) => mentees.slice(at + 1).map(b => [a, b].sort().join('\n'))))
  wrong(JSON.stringify(within.sort()) !== JSON.stringify(result.pairs.map(({ mentee, mentor }) => `${mentee}\n${mentor}`).sort()), 'pairs')
  let total = 0
  for (const pair of result.pairs) {
    const a = index.get(pair.mentee) ?? -1
    const b = index.get(pair.mentor) ?? -1
    if (a < 0 || b < 0 || !open(a, b) || points(a, b) !== pair.points) because.push(`pair ${pair.mentee} ${pair.mentor}`)
    total += pair.points
  }
  wrong(total !== result.total || placed.length !== result.matched, 'total')
  const waiting = people.map(({ id }) => id).filter(id => !placed.includes(id))
  wrong(JSON.stringify(waiting.sort()) !== JSON.stringify(result.unmatched.map(({ mentee }) => mentee).sort()), 'unmatched')
  if (because.length > 0) return because

  // what is told of them: the points of each circle, that nobody leads it, and why somebody is alone
  for (const { mentors, mentees, points: told } of groups) {
    const together = new Set(mentees)
    const sum = result.pairs.reduce((all, pair) => (together.has(pair.mentee) && together.has(pair.mentor) ? all + pair.points : all), 0)
    wrong(told !== sum || mentors.length > 0, `the circle of ${mentees[0]} is not told truly`)
  }
  for (const { mentee, why } of result.unmatched) {
    const person = index.get(mentee) ?? -1
    const isSomebody = people.some((_, other) => open(person, other))
    const reason = (people[person]?.capacity ?? 1) === 0 ? 'takes-nobody' : isSomebody ? 'places-taken' : 'nobody-allowed'
    wrong(why !== reason, `“${mentee}” is not unmatched for the reason that is given`)
  }
  wrong(result.freePlaces.length > 0, 'peers have no places that are free')

  if (certificate.kind === 'bound' && objective.as === 'circles') {
    wrong(certificate.reached !== total || certificate.bound < total || (certificate.proven && certificate.bound !== total), 'bound')
    for (const { mentees } of groups) {
      const answersTo = (key: string) =>
        mentees.flatMap(id => {
          const trait = people[index.get(id) ?? -1]?.traits[key]
          return trait?.kind === 'choices' ? trait.choices : []
        })
      for (const key of objective.noLone ?? []) {
        const answers = answersTo(key)
        wrong(
          answers.some(answer => answers.filter(other => other === answer).length === 1),
          `somebody alone in ${key}`,
        )
      }
      for (const key of objective.atLeastTwo ?? []) wrong(new Set(answersTo(key)).size < 2, `only one ${key}`)
    }
    return because
  }
  if (certificate.kind !== 'odd-sets' || objective.as !== 'pairs') return ['certificate']
  // Edmonds: prices of people and odd sets that cover every pair twice bound every pairing
  const bonus = (people.length + 1) * (mostPoints + 1)
  const { people: prices, sets } = certificate
  wrong(
    prices.length !== people.length ||
      ![...prices, ...sets.map(({ price }) => price)].every(price => Number.isSafeInteger(price) && price >= 0),
    'prices',
  )
  wrong(
    sets.some(({ people: members }) => members.length % 2 === 0 || new Set(members).size !== members.length),
    'an even set',
  )
  const bound = prices.reduce((a, b) => a + b, 0) + sets.reduce((sum, set) => sum + (set.price * (set.people.length - 1)) / 2, 0)
  wrong(bound !== 2 * (total + bonus * groups.length), 'the prices do not prove the total')
  const setsOf = people.map((_, person) => new Set(sets.flatMap((set, at) => (set.people.includes(person) ? [at] : []))))
  for (let a = 0; a < people.length; a++)
    for (let b = 0; b < a; b++) {
      const beyond = 2 * (points(a, b) + bonus) - (prices[a] ?? 0) - (prices[b] ?? 0)
      if (beyond <= 0 || !open(a, b)) continue
      const inside = sets.reduce((sum, { price }, at) => (setsOf[a]?.has(at) && setsOf[b]?.has(at) ? sum + price : sum), 0)
      if (beyond > inside) return ['a pair beyond its price']
    }
  return because
}
