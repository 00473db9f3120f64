/** What the database's own catalog says about the tables of the product (schema `public`, tables of extensions left out). */
import type pg from 'pg'

export interface CatalogTable {
  readonly name: string
  readonly isEnabled: boolean
  readonly isForced: boolean
  readonly columns: readonly { readonly name: string; readonly isNullable: boolean }[]
  /** Primary key and unique indexes, with their columns in order. */
  readonly unique: readonly { readonly name: string; readonly isPrimary: boolean; readonly columns: readonly string[] }[]
  readonly foreignKeys: readonly {
    readonly name: string
    readonly to: string
    readonly columns: readonly string[]
    readonly toColumns: readonly string[]
  }[]
}

export async function tablesOf(pool: pg.Pool): Promise<CatalogTable[]> {
  const { rows } = await pool.query<CatalogTable>(`
    select c.relname as name, c.relrowsecurity as "isEnabled", c.relforcerowsecurity as "isForced",
      (select coalesce(json_agg(json_build_object('name', a.attname, 'isNullable', not a.attnotnull) order by a.attnum), '[]')
         from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(json_agg(json_build_object('name', ic.relname, 'isPrimary', i.indisprimary, 'columns',
           (select json_agg(coalesce(a.attname, '(expression)') order by k.place)
              from unnest(i.indkey) with ordinality k(attnum, place) left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum and k.attnum > 0)) order by ic.relname), '[]')
         from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid and i.indisunique) as unique,
      (select coalesce(json_agg(json_build_object('name', f.conname, 'to', f.confrelid::regclass::text,
           'columns', (select json_agg(a.attname order by k.place) from unnest(f.conkey) with ordinality k(attnum, place) join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum),
           'toColumns', (select json_agg(a.attname order by k.place) from unnest(f.confkey) with ordinality k(attnum, place) join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum)) order by f.conname), '[]')
         from pg_constraint f where f.conrelid = c.oid and f.contype = 'f') as "foreignKeys"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by c.relname`)
  return rows
}

/** What is wrong with how a table is fenced; an empty list when nothing is. */
export function fenceFaults(
  table: CatalogTable,
  { organizationColumn, uniqueOverAll }: { readonly organizationColumn: string; readonly uniqueOverAll: readonly string[] },
): string[] {
  const faults: string[] = []
  const organization = table.columns.find(column => column.name === organizationColumn)
  if (!organization) faults.push(`${table.name} has no column ${organizationColumn}`)
  if (organization?.isNullable) faults.push(`${table.name}.${organizationColumn} may be null`)
  if (!table.isEnabled || !table.isForced) faults.push(`${table.name} is not fenced: add "call fence('${table.name}')" to its migration`)
  if (!table.unique.some(index => index.isPrimary)) faults.push(`${table.name} has no primary key`)
  for (const index of table.unique)
    if (!index.columns.includes(organizationColumn) && !uniqueOverAll.includes(index.name))
      faults.push(`${index.name} is unique over all organizations: begin it with ${organizationColumn}`)
  for (const key of table.foreignKeys) {
    const place = key.columns.indexOf(organizationColumn)
    if (place < 0 || !['organization_id', 'id'].includes(key.toColumns[place] ?? ''))
      faults.push(`${key.name} may lead into another organization: begin it with ${organizationColumn}`)
  }
  return faults
}
