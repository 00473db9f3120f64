/*
 * Columns are `snake_case` in PostgreSQL and `camelCase` here. Kysely's own plugin copies the whole tree of every query to rename what is in it,
 * and maps every row key by key; here a name is turned when it is written into the statement, and once for all rows of an answer.
 */
import {
  CamelCasePlugin,
  type IdentifierNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  PostgresQueryCompiler,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
} from 'kysely'

class Names extends CamelCasePlugin {
  readonly column = remembered(name => this.snakeCase(name))
  readonly property = remembered(name => this.camelCase(name))
}

/** Names are those of our tables and their aliases: few, and they come again. */
function remembered(turn: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>()
  return name => {
    let turned = known.get(name)
    if (turned === undefined) {
      turned = turn(name)
      known.set(name, turned)
    }
    return turned
  }
}

const names = new Names()
const quoted = remembered(name => `"${names.column(name).replaceAll('"', '""')}"`)

/** Writes every name as PostgreSQL has it. */
export class SnakeCaseCompiler extends PostgresQueryCompiler {
  protected override visitIdentifier({ name }: IdentifierNode): void {
    this.append(quoted(name))
  }
}

/** Reads every column under the name that it has here. Keys inside JSON columns are answers' and criteria's own names: they are left alone. */
export const camelCaseRows = {
  transformQuery: ({ node }: PluginTransformQueryArgs): RootOperationNode => node,
  transformResult: async ({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> => {
    const [first] = result.rows
    if (!first) return result
    const columns = Object.keys(first)
    const properties = columns.map(names.property)
    if (properties.every((property, at) => property === columns[at])) return result
    const rows = result.rows.map(row => {
      const turned: Record<string, unknown> = {}
      for (let at = 0; at < columns.length; at += 1) turned[properties[at] as string] = row[columns[at] as string]
      return turned
    })
    return { ...result, rows }
  },
}
