/** A JSON column is written as text, because the driver would write a list as an array of PostgreSQL. The type is that of the column. */
export const json = <T>(told: T): T => JSON.stringify(told) as unknown as T
