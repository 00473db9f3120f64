/** The pages of people, as links name them. */
export const peoplePath = '/$organization/programs/$programId/cohorts/$cohortId/people'
export const personPath = `${peoplePath}/$personId`
export const newImportPath = `${peoplePath}/import`
export const importPath = `${newImportPath}/$importId`

export type CohortPlace = 'organization' | 'programId' | 'cohortId'
