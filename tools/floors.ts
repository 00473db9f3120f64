/** The import rules of the house: what one file may take from another. Pure, so that the test can ask it about imports that must not be. */
import { posix } from 'node:path'
import { floors } from '../src/floors.ts'
import pureProject from '../tsconfig.pure.json' with { type: 'json' }

export interface Place {
  /** A capability, or `app`, `kit`, `matching-engine`, `outside`. */
  readonly capability: string
  /** The file's role in it, such as `contract`; for `kit` the room, such as `http`. */
  readonly role: string
}

const pureRoles = ['contract', 'rules', 'access', 'mails', 'pages', 'texts']
/** The parts of kit without clock, chance, database and network, as the compiler knows them. */
const pureKit: readonly string[] = pureProject.include.filter(pattern => pattern.startsWith('src/kit/'))
const seenFromAbove = ['contract', 'rules', 'access', 'queries', 'commands', 'ui/parts']
const seenByScreens = ['contract', 'rules', 'access', 'texts', 'ui', 'ui/parts']
/** Which files of its own capability may take it in; any other role may be taken by all of them. */
const takenBy: Readonly<Record<string, readonly string[]>> = {
  tables: ['tables', 'queries', 'commands'],
  endpoints: ['endpoints'],
  reactions: ['reactions'],
  jobs: ['jobs'],
  pages: ['pages', 'endpoints'],
}

export function placeOf(path: string): Place {
  if (path.startsWith('matching-engine/')) return { capability: 'matching-engine', role: '' }
  const [, capability = '', second = '', third = ''] = path.split('/')
  if (!path.startsWith('src/') || second === '') return { capability: 'outside', role: '' }
  const role = second.replace(/(\.test)?\.(ts|tsx|json|css)$/, '')
  return { capability, role: role === 'ui' && third === 'parts' ? 'ui/parts' : role }
}

const floorOf = (capability: string): number => {
  if (capability === 'kit' || capability === 'matching-engine' || capability === 'outside') return -1
  if (capability === 'app') return floors.length
  return floors.findIndex(floor => floor.includes(capability))
}

const isPure = (path: string, { capability, role }: Place): boolean =>
  capability === 'matching-engine' ||
  path === 'src/floors.ts' ||
  (capability === 'kit' ? pureKit.some(pattern => posix.matchesGlob(path, pattern)) : pureRoles.includes(role))

const isTest = (path: string): boolean =>
  path.includes('.test.') || path.endsWith('/cast.ts') || path.includes('/testing/') || path.endsWith('.bench.ts')

/** What is wrong with `file` importing `target`, both paths from the checkout; null when nothing is. */
export function complaintAbout(file: string, target: string): string | null {
  const from = placeOf(file)
  const to = placeOf(target)
  if (from.capability === 'outside') return null
  const mayUseCast = isTest(file) && target.endsWith('/cast.ts')
  if (target.endsWith('/cast.ts') && !isTest(file)) return 'only tests use a cast'
  if (from.capability === 'matching-engine')
    return to.capability === 'matching-engine' ? null : 'the engine imports nothing from outside its folder'
  if (mayUseCast) return null
  if (from.capability === 'kit') return to.capability === 'kit' ? null : 'kit knows no capability'
  if (from.capability === 'app') return null
  if (to.capability === 'app') return 'nobody imports the roof'
  if (floorOf(from.capability) < 0) return `"${from.capability}" is not in src/floors.ts; give it its line there`
  if (to.capability !== from.capability && floorOf(to.capability) >= floorOf(from.capability))
    return `imports go down, never up or sideways: ${to.capability} is not below ${from.capability} in src/floors.ts`
  if (isTest(file))
    return from.capability === to.capability || floorOf(to.capability) < 0 || seenFromAbove.includes(to.role)
      ? null
      : 'this file belongs to its own capability'
  if (from.role === 'ui' || from.role === 'ui/parts') return ofScreen(to, from, target)
  if (isPure(file, from) && !isPure(target, to)) return 'pure files import pure files only'
  if (to.role === 'ui' || to.role === 'ui/parts') return 'the server takes nothing from screens'
  if (floorOf(to.capability) < 0) return null
  if (to.capability !== from.capability) return seenFromAbove.includes(to.role) ? null : 'this file belongs to its own capability'
  const takers = takenBy[to.role]
  return takers === undefined || takers.includes(from.role) || from.role === to.role
    ? null
    : `${to.role} is taken in by ${takers.join(', ')} only`
}

function ofScreen(to: Place, from: Place, target: string): string | null {
  if (to.capability === 'kit') return to.role === 'ui' || isPure(target, to) ? null : 'screens take only kit/ui and the pure parts of kit'
  if (to.capability === 'matching-engine') return null
  if (!seenByScreens.includes(to.role)) return 'screens reach the server through the contract only'
  if (to.capability === from.capability) return null
  return seenFromAbove.includes(to.role) ? null : 'from another capability screens take contract, rules, access and ui/parts'
}

/** Groups of files that import each other in a circle (Tarjan's strongly connected components of more than one file). */
export function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []
  const visit = (file: string): number => {
    const mine = index.size
    index.set(file, mine)
    low.set(file, mine)
    stack.push(file)
    for (const next of imports.get(file) ?? []) {
      if (!index.has(next)) low.set(file, Math.min(low.get(file) ?? mine, visit(next)))
      else if (stack.includes(next)) low.set(file, Math.min(low.get(file) ?? mine, index.get(next) ?? mine))
    }
    if (low.get(file) === mine) {
      const circle = stack.splice(stack.indexOf(file))
      if (circle.length > 1 || imports.get(file)?.includes(file)) circles.push(circle.sort())
    }
    return low.get(file) ?? mine
  }
  for (const file of imports.keys()) if (!index.has(file)) visit(file)
  return circles
}
