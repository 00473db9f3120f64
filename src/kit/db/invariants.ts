/** What is always true of the stored rows, said by each capability as questions to the database that must find nothing. */
import type pg from 'pg'

export interface Invariant {
  readonly sentence: string
  /** A select of the ids of rows that break it. It runs as the owner of the database, over all organizations. */
  readonly broken: string
}

export interface Breach {
  readonly sentence: string
  readonly count: number
  /** Some of the rows that break it. */
  readonly ids: readonly string[]
}

const shown = 5

/** What does not hold, all of it seen at one instant. Nothing is changed. */
export async function breachesOf(invariants: readonly Invariant[], owner: pg.ClientBase): Promise<Breach[]> {
  await owner.query('begin isolation level repeatable read read only')
  try {
    return await breachesHere(invariants, owner)
  } finally {
    await owner.query('rollback')
  }
}

/** The same inside the caller's transaction. */
export async function breachesHere(invariants: readonly Invariant[], owner: pg.ClientBase): Promise<Breach[]> {
  const breaches: Breach[] = []
  for (const { sentence, broken } of invariants) {
    const { rows } = await owner.query<{ id: string; count: number }>(
      `select id::text, (count(*) over ())::int as count from (${broken}) as broken (id) limit ${shown}`,
    )
    const [first] = rows
    if (first) breaches.push({ sentence, count: first.count, ids: rows.map(row => row.id) })
  }
  return breaches
}
