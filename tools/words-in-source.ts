/** What the text of a source file must not contain, by where the file lies. Each rule is a name, where it holds, and what it looks for. */
import { placeOf } from './floors.ts'
import { type Node, nodesIn, read, type Source } from './source.ts'

interface Rule {
  readonly name: string
  readonly holdsFor: (source: Source) => boolean
  /** The places that break it, as they stand in the file. */
  readonly found: (source: Source) => readonly string[]
}

const inCapability = ({ path, isTest }: Source): boolean => {
  const { capability } = placeOf(path)
  return !isTest && !['outside', 'app', 'kit', 'matching-engine'].includes(capability)
}
const rolesWithoutClock = ['contract', 'rules', 'access', 'mails', 'pages', 'commands', 'queries', 'reactions', 'endpoints', 'jobs']
/** Runs on a thread of its own, which to the rest is another machine: it paces itself and answers with what went wrong. */
const isThread = ({ path }: Source): boolean => path.endsWith('-thread.ts')
const rolesWithSql = ['queries', 'commands']

const texts = ({ text }: Source, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([found]) => found.trim())
const mark = (...letters: string[]) => letters.join('')

/** A line of a comment that reads like a statement. */
const codeInComment =
  /^\s*(?:const|let|import|export|return|await|if \(|for \(|while \(|throw) .*[;{)\]]\s*$|^\s*[\w.]+\([^)]*\);?\s*$|^\s*}\s*$/

export const rules: readonly Rule[] = [
  {
    name: 'nothing is left to do: finish it, or leave it out and say so',
    holdsFor: () => true,
    found: ({ comments }) =>
      comments.filter(comment => new RegExp(`\\b(${mark('TO', 'DO')}|${mark('FIX', 'ME')}|${mark('XX', 'X')})\\b`).test(comment)),
  },
  {
    name: 'no code in comments',
    holdsFor: ({ path }) => path.startsWith('src/') || path.startsWith('matching-engine/'),
    found: ({ comments }) =>
      comments.flatMap(comment => (comment.startsWith('*') ? [] : comment.split('\n').filter(line => codeInComment.test(line)))),
  },
  {
    name: 'time and chance are given (ctx.now, ctx.random), never taken',
    holdsFor: source => inCapability(source) && !isThread(source) && rolesWithoutClock.includes(placeOf(source.path).role),
    found: source =>
      texts(
        source,
        /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\brandomUUID\b|\brandomBytes\b|\bsystemRandom\b|\bsetTimeout\b/g,
      ),
  },
  {
    name: 'time and chance are given (ctx.now, ctx.random), never taken',
    holdsFor: ({ path, isTest }) => !isTest && (path.startsWith('matching-engine/') || /^src\/kit\/(wire|texts|time)\//.test(path)),
    found: source => texts(source, /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b/g),
  },
  {
    name: 'SQL is written only in queries, commands and migrations',
    holdsFor: source => inCapability(source) && !rolesWithSql.includes(placeOf(source.path).role),
    found: source => texts(source, /\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql(?:<[^>]*>)?`/g),
  },
  {
    name: 'no type check is turned off',
    holdsFor: () => true,
    found: source => texts(source, new RegExp(`@ts-(?:${mark('ig', 'nore')}|${mark('expect', '-error')}|${mark('no', 'check')})`, 'g')),
  },
  {
    name: 'a catch throws on what it does not know: refusals and defects pass to the one place that answers them',
    holdsFor: source =>
      inCapability(source) &&
      !isThread(source) &&
      ['commands', 'queries', 'endpoints', 'reactions', 'jobs'].includes(placeOf(source.path).role),
    found: source => silentCatchesIn(source.tree).map(node => source.text.slice(node.start, node.start + 40)),
  },
]

/** Catches in which nothing is thrown, unless what follows the try throws. */
function silentCatchesIn(tree: Node): Node[] {
  const throws = (node: Node | undefined): boolean =>
    node !== undefined && [...nodesIn(node)].some(inside => inside.type === 'ThrowStatement')
  const all = [...nodesIn(tree)]
  const followed = new Set(
    all.flatMap(block => {
      const statements = Array.isArray(block['body']) ? (block['body'] as readonly Node[]) : []
      return statements.filter((statement, at) => statement.type === 'TryStatement' && statements[at + 1]?.type === 'ThrowStatement')
    }),
  )
  return all
    .filter(node => node.type === 'TryStatement' && !followed.has(node))
    .flatMap(node => (node['handler'] ? [node['handler'] as Node] : []))
    .filter(handler => !throws(handler))
}

export const complaintsAbout = (source: Source): string[] =>
  rules.filter(rule => rule.holdsFor(source)).flatMap(rule => rule.found(source).map(found => `${source.path}: ${found} — ${rule.name}`))

export const complaintsAboutText = (path: string, text: string): string[] => complaintsAbout(read(path, text))

/** The tables that a file writes, by Kysely's words and by SQL. */
export function tablesWrittenIn({ text }: Pick<Source, 'text'>): string[] {
  const called = [...text.matchAll(/\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'(\w+)'/g)].flatMap(([, table]) => table ?? [])
  const spelled = [
    ...text.matchAll(
      /\b(?:insert into|delete from|update)\s+(?!queue\.)([a-z][a-z_]*)\s+(?:\(|set\b|as\b|where\b|values\b|select\b|using\b)/gi,
    ),
  ].flatMap(([, table]) => table ?? [])
  return [...new Set([...called, ...spelled.map(camelCase)])]
}

export const camelCase = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
