/**
 * The whole database as SQL, written from its catalog: schemas, functions, tables with their columns, keys, indexes and policies, and what
 * each role may do. Sorted by name, and without anything that differs between versions of PostgreSQL, so that two databases are the same
 * exactly when their texts are. It is for reading and comparing; databases are made by the migrations alone.
 */
import type pg from 'pg'

export async function schemaText(pool: pg.Pool): Promise<string> {
  const rows = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => (await pool.query<Row>(text)).rows
  const tables = await rows<Table>(`
    select c.oid::int, n.nspname as schema, c.relrowsecurity as "isEnabled", c.relforcerowsecurity as "isForced", ${named('c.oid')} as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname in ('public', 'sign_in') order by n.nspname, c.relname collate "C"`)
  const [columns, constraints, indexes, policies, grants] = await Promise.all(tableParts.map(text => rows<Part>(text)))
  const collations = await rows<{ text: string }>(`
    select format('create collation %I (provider = icu, locale = %L);', collname, 'und') as text from pg_collation
    where collnamespace = 'public'::regnamespace order by collname`)
  const of = (parts: readonly Part[] | undefined, { oid }: Table): string[] =>
    (parts ?? []).filter(part => part.oid === oid).map(part => part.text)
  return `${[
    '-- The whole database as the migrations leave it. Written by a program and compared by a test; change it by a new migration.',
    ...collations.map(({ text }) => text),
    ...(await functions(rows)),
    ...tables.map(table =>
      [
        `create table ${table.name} (\n${[...of(columns, table), ...of(constraints, table)].map(text => `  ${text}`).join(',\n')}\n);`,
        ...of(indexes, table).map(text => `${text};`),
        ...(table.isEnabled ? [`alter table ${table.name} enable row level security;`] : []),
        ...(table.isForced ? [`alter table ${table.name} force row level security;`] : []),
        ...of(policies, table),
        ...of(grants, table),
      ].join('\n'),
    ),
  ].join('\n\n')}\n`
}

interface Table {
  readonly oid: number
  readonly name: string
  readonly isEnabled: boolean
  readonly isForced: boolean
}
/** One line of a table, with the table that it belongs to. */
interface Part {
  readonly oid: number
  readonly text: string
}
type Rows = <Row extends pg.QueryResultRow>(text: string) => Promise<Row[]>

/** The name of a table as one would write it. */
const named = (oid: string) =>
  `(select case when n0.nspname = 'public' then quote_ident(c0.relname) else quote_ident(n0.nspname) || '.' || quote_ident(c0.relname) end from pg_class c0 join pg_namespace n0 on n0.oid = c0.relnamespace where c0.oid = ${oid})`

/** The functions of ours, with who may call them. */
async function functions(rows: Rows): Promise<string[]> {
  const found = await rows<{ text: string; rights: string[] }>(`
    select pg_get_functiondef(p.oid) as text,
      array(select a.grantee::regrole::text from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> 0 and a.grantee <> p.proowner order by 1) ||
      array(select 'public' from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0) as rights
    from pg_proc p where p.pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`)
  return found.map(({ text, rights }) => `${text.trim()};\n-- may be called by: ${rights.join(', ') || 'the owner alone'}`)
}

const ours = `(select oid from pg_class where relkind in ('r', 'p') and relnamespace in ('public'::regnamespace, 'sign_in'::regnamespace))`

/** Columns, constraints, indexes, policies and rights of all tables, each in the order in which they are told. */
const tableParts: readonly string[] = [
  `select a.attrelid::int as oid, concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
      case when a.attcollation <> t.typcollation then 'collate ' || (select quote_ident(collname) from pg_collation where oid = a.attcollation) end,
      case when a.attgenerated = 's' then 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
           when d.adbin is not null then 'default ' || pg_get_expr(d.adbin, d.adrelid) end,
      case when a.attnotnull then 'not null' end) as text
    from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid in ${ours} and a.attnum > 0 and not a.attisdropped order by a.attnum`,
  // since version 18 "not null" is a constraint of its own; it stands beside its column already
  `select conrelid::int as oid, format('constraint %I %s', conname, pg_get_constraintdef(oid)) as text from pg_constraint
    where conrelid in ${ours} and contype in ('p', 'u', 'f', 'c', 'x') order by contype = 'p' desc, contype, conname collate "C"`,
  `select i.indrelid::int as oid, pg_get_indexdef(i.indexrelid) as text from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid in ${ours} and not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u', 'x')) order by c.relname collate "C"`,
  `select polrelid::int as oid, format('create policy %I on %s for %s to %s using (%s) with check (%s);', polname, ${named('polrelid')},
      case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
      (select string_agg(role::regrole::text, ', ' order by role::regrole::text) from unnest(polroles) role),
      pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) as text
    from pg_policy where polrelid in ${ours} order by polname collate "C"`,
  `select c.oid::int as oid, format('grant %s on %s to %s;', string_agg(lower(a.privilege_type), ', ' order by a.privilege_type), ${named('c.oid')}, a.grantee::regrole) as text
    from pg_class c, aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
    where c.oid in ${ours} and a.grantee <> c.relowner and a.grantee <> 0 group by c.oid, a.grantee order by a.grantee::regrole::text collate "C"`,
]
