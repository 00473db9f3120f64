/**
 * What a column holds about people, declared beside its type: class, purpose, how long, whether it goes into a person's own export and
 * what erasing does to it (RELIABILITY: S1 program texts … S4 what only its people may read). A column that is not declared fails a test.
 */
export interface Held {
  readonly class: 'S1' | 'S2' | 'S3' | 'S4'
  readonly purpose: string
  /** For how long: `while-there` is as long as the row it belongs to has a reason to exist. */
  readonly retention: 'while-there' | `${number} ${'hours' | 'days' | 'months'}`
  readonly export: 'self' | 'program' | 'never'
  readonly erase: 'delete' | 'blank' | `keep: ${string}`
}

export interface Column<T> extends Held {
  /** Only for the compiler: what reading it gives. */
  readonly holds?: T
}

export type Columns = Readonly<Record<string, Column<unknown>>>
export type TableDeclarations = Readonly<Record<string, Columns>>

/** The row types that Kysely needs, from declarations. */
export type Rows<D extends TableDeclarations> = {
  -readonly [Table in keyof D]: { -readonly [Name in keyof D[Table]]: D[Table][Name] extends Column<infer T> ? T : never }
}

/** An id that ties rows together; it says nothing about anybody by itself. */
export const key = (): Column<string> => structure
export const keyOrNull = (): Column<string | null> => structure
const structure: Held = { class: 'S1', purpose: 'ties rows together', retention: 'while-there', export: 'never', erase: 'keep: structure' }

/** Of the program, not of a person. */
export const plain = <T>(purpose: string): Column<T> => ({
  class: 'S1',
  purpose,
  retention: 'while-there',
  export: 'program',
  erase: 'keep: not about a person',
})

/** About a person. */
export const held = <T>(
  dataClass: Exclude<Held['class'], 'S1'>,
  purpose: string,
  { retention = 'while-there', export: exported = 'self', erase = 'blank' }: Partial<Pick<Held, 'retention' | 'export' | 'erase'>> = {},
): Column<T> => ({ class: dataClass, purpose, retention, export: exported, erase })
