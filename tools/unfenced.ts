/**
 * Tables that are not fenced by `organization_id` in their primary key, unique indexes and foreign keys, each with the reason.
 * There are no others; a new one needs its line here and a reader who agrees.
 */
export const unfencedTables: Readonly<Record<string, string>> = {
  migration: 'of the installation: which migrations are in',
}

/** Fenced tables whose organization stands in another column. */
export const fencedByOther: Readonly<Record<string, string>> = {
  organization: 'id',
}

/** Unique indexes without the organization, each with the reason. */
export const uniqueOverAll: Readonly<Record<string, string>> = {
  organization_slug_key: 'a slug names one organization of the installation in addresses',
  organization_first: 'set-up makes one organization, also from two browsers',
}

/** Columns that the database keeps for itself: no capability declares them, because none reads them. */
export const keptByTheGround: Readonly<Record<string, string>> = {
  organization_key: 'the wrapped data key of an organization; only the vault reads it',
}
