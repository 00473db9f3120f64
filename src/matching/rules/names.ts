/** What somebody is called on a coordinator's screen: their name, else the id that the organization gave them. */
export function nameOf(
  person: { readonly name: string | null; readonly externalId: string | null } | undefined,
  otherwise: string,
): string {
  return person?.name ?? person?.externalId ?? otherwise
}

/** By name, else by the id of the organization, as a list is read; whoever has neither comes first. Nothing of the argument is changed. */
export const inOrderOfNames = <T extends { readonly name: string | null; readonly externalId: string | null }>(people: Iterable<T>): T[] =>
  [...people].sort((a, b) => (a.name ?? a.externalId ?? '').localeCompare(b.name ?? b.externalId ?? '', 'und'))
