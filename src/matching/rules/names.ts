/** What somebody is called on a coordinator's screen: their name, else the id that the organization gave them. */
export function nameOf(
  person: { readonly name: string | null; readonly externalId: string | null } | undefined,
  otherwise: string,
): string {
  return person?.name ?? person?.externalId ?? otherwise
}
