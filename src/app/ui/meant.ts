/* Which program and cohort the menu means. */

/** Where somebody was last: the program, and the cohort of each program. */
export interface Been {
  readonly programId: string | null
  readonly cohorts: Readonly<Record<string, string>>
}
export const nowhere: Been = { programId: null, cohorts: {} }

interface Path {
  readonly programId?: string | undefined
  readonly cohortId?: string | undefined
}

/** A page of the whole organization, or of the whole program, says nothing of a cohort: what was meant before stays. */
export const beenAt = (been: Been, { programId, cohortId }: Path): Been => {
  if (!programId) return been
  const cohorts = cohortId ? { ...been.cohorts, [programId]: cohortId } : been.cohorts
  return been.programId === programId && cohorts[programId] === been.cohorts[programId] ? been : { programId, cohorts }
}

/** The page's own; else where one was last, if it is still there; else the first. Lists are undefined until they are known. */
export function programMeant(path: Path, been: Been, programs: readonly { readonly id: string }[] | undefined): string | null {
  if (path.programId) return path.programId
  return (programs?.find(({ id }) => id === been.programId) ?? programs?.[0])?.id ?? null
}

export function cohortMeant(
  path: Path,
  been: Been,
  programId: string | null,
  cohorts: readonly { readonly id: string }[] | undefined,
): string | null {
  if (path.cohortId) return path.cohortId
  const last = programId === null ? undefined : been.cohorts[programId]
  return (cohorts?.find(({ id }) => id === last) ?? cohorts?.[0])?.id ?? null
}
