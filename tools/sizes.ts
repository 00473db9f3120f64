/** `npm run sizes`: how large our things are, beside the figures of houses that one would like to live in. To compare with, not to obey. */
import { floors } from '../src/floors.ts'
import { placeOf } from './floors.ts'
import { isNode, type Node, nodesIn, type Source, sources } from './source.ts'

const linesOf = (text: string): number => text.split('\n').length - 1
const isProduct = ({ path, isTest }: Source): boolean => !isTest && (path.startsWith('src/') || path.startsWith('matching-engine/'))
const product = sources.filter(isProduct)
const inSource = product.filter(({ path }) => path.startsWith('src/'))
const engine = product.filter(({ path }) => path.startsWith('matching-engine/'))

interface Sized {
  readonly name: string
  readonly size: number
}

/** Median, nine tenths, ninety-nine hundredths and the largest with its name. */
function spread(sized: readonly Sized[]): string {
  const sorted = sized.toSorted((a, b) => a.size - b.size)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.size ?? 0
  const largest = sorted.at(-1)
  return `median ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, largest ${largest?.size ?? 0} (${largest?.name ?? 'none'})`
}

const filesOf = (of: readonly Source[]): Sized[] => of.map(({ path, text }) => ({ name: path, size: linesOf(text) }))

/** Named functions with their lines and the number of their parameters. */
function functionsOf(source: Source): { readonly lines: Sized; readonly parameters: Sized }[] {
  return [...nodesIn(source.tree)].flatMap(node => {
    const made = functionIn(node)
    if (!made) return []
    const name = `${made.name} in ${source.path}`
    const params = (made.body['params'] as readonly unknown[] | undefined) ?? []
    return [
      { lines: { name, size: linesOf(source.text.slice(made.body.start, made.body.end)) + 1 }, parameters: { name, size: params.length } },
    ]
  })
}

function functionIn(node: Node): { readonly name: string; readonly body: Node } | null {
  const id = node['id'] as { readonly name?: string } | null | undefined
  if (node.type === 'FunctionDeclaration' && id?.name) return { name: id.name, body: node }
  const init = node['init']
  if (node.type === 'VariableDeclarator' && id?.name && isNode(init) && /^(Arrow)?FunctionExpression$/.test(init.type))
    return { name: id.name, body: init }
  const value = node['value']
  if (node.type === 'MethodDefinition' && isNode(value))
    return { name: (node['key'] as { readonly name?: string }).name ?? 'a method', body: value }
  return null
}

const functionsIn = (of: readonly Source[]) => of.flatMap(functionsOf)

/** Lines of comments for each line of code, in percent. */
function comments(of: readonly Source[]): string {
  const commented = of.reduce((sum, { comments: all }) => sum + all.reduce((lines, comment) => lines + comment.split('\n').length, 0), 0)
  const whole = of.reduce((sum, { text }) => sum + text.split('\n').filter(line => line.trim() !== '').length, 0)
  return `${Math.round((100 * commented) / (whole - commented))} %`
}

function testsPerCode(start: string): string {
  const lines = (isTest: boolean): number =>
    sources.filter(({ path, isTest: test }) => path.startsWith(start) && test === isTest).reduce((sum, { text }) => sum + linesOf(text), 0)
  return (lines(true) / lines(false)).toFixed(2)
}

const capabilities = floors.flat().filter(name => inSource.some(({ path }) => placeOf(path).capability === name))
const ofCapability = (name: string): Source[] => inSource.filter(({ path }) => placeOf(path).capability === name)
const arrows = capabilities.flatMap(from =>
  capabilities.filter(to => to !== from && ofCapability(from).some(({ imports }) => imports.some(path => placeOf(path).capability === to))),
)
const possible = (capabilities.length * (capabilities.length - 1)) / 2

const functions = functionsIn(inSource)
const screens = inSource.filter(({ path }) => path.endsWith('.tsx'))
const rows: readonly (readonly [string, string, string])[] = [
  ['file in src, lines', spread(filesOf(inSource)), 'p90 71 to 200, p99 140, largest 187'],
  ['screen and component, lines', spread(filesOf(screens)), 'under 200'],
  ['function in src, lines', spread(functions.map(({ lines }) => lines)), 'p90 16; 25 is good'],
  ['engine file, lines', spread(filesOf(engine)), 'a kernel may be long'],
  ['engine function, lines', spread(functionsIn(engine).map(({ lines }) => lines)), 'largest 209, whole, each step named'],
  ['parameters', spread(functions.map(({ parameters }) => parameters)), 'three, then one object'],
  [
    'capability, lines',
    spread(capabilities.map(name => ({ name, size: ofCapability(name).reduce((sum, { text }) => sum + linesOf(text), 0) }))),
    'about 1,500 in 20 files',
  ],
  [
    'arrows between capabilities',
    `${arrows.length} of ${possible} (${Math.round((100 * arrows.length) / Math.max(1, possible))} %)`,
    '11 % is a tree, 59 % a hairball',
  ],
  ['comments to code, src', comments(inSource), '5 to 12 %'],
  ['comments to code, engine', comments(engine), '20 to 35 %'],
  ['tests to code, src', testsPerCode('src/'), '1 to 1.5'],
  ['tests to code, engine', testsPerCode('matching-engine/'), '2 to 4'],
]

for (const [thing, ours, theirs] of rows) console.log(`${thing.padEnd(30)}${ours}\n${' '.repeat(30)}${theirs}\n`)
