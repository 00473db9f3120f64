import type { aWorld, House } from '../cast.ts'

/** A group that was asked in the house's publication and is dissolved, as a row alone: for tests that need one to be there. */
export async function aGroupRow(world: Awaited<ReturnType<typeof aWorld>>, house: Pick<House, 'organizationId'>): Promise<string> {
  const { rows } = await world.database.ownerPool.query<{ id: string }>(
    `insert into proposal_group
     select publication.organization_id, gen_random_uuid(), publication.id, publication.program_id, publication.cohort_id,
       participant.id, participant.person_id, 3, 'dissolved', now(), null, now(), null, null, 1
     from publication join participant on participant.organization_id = publication.organization_id and participant.role = 'mentor'
     where publication.organization_id = $1 limit 1 returning id`,
    [house.organizationId],
  )
  const [group] = rows
  if (!group) throw new Error('nothing went out in this house')
  return group.id
}
