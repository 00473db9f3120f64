import { expect, test } from 'vitest'
import { breachesHere, breachesOf } from '../kit/db/invariants.ts'
import { connected } from '../kit/db/roles.ts'
import { twoPairs } from '../mentorship/cast.ts'
import { readMentorship } from '../mentorship/contract.ts'
import { sendMessage } from '../message/contract.ts'
import { csv, sendFile } from '../participant/cast.ts'
import { confirmImport, readImport } from '../participant/contract/imports.ts'
import { invariants } from './capabilities.ts'
import { aWorld } from './cast.ts'

const world = await aWorld()
const { halden, database } = world
const [{ mentorshipId, mentee }] = await twoPairs(world, halden)
const { threadId } = await mentee.call(readMentorship, { mentorshipId })
await mentee.call(sendMessage, { threadId: threadId ?? '', text: 'Shall we say Tuesday?' })
const { id: importId } = await sendFile(world.app.fetch, halden, halden.ingrid, csv(['person_id', 'role'], ['n1', 'mentee']))
await world.settle()
const { run, version } = await halden.ingrid.call(readImport, { importId })
await halden.ingrid.call(confirmImport, { importId, run }, { ifMatch: version })
await world.settle()

test('in a season that went its way all of them hold', async () => {
  expect(await connected(database.installation.owner, owner => breachesOf(invariants, owner))).toEqual([])
})

const aGroup = (state: 'asked' | 'begun'): string => `insert into proposal_group
  select publication.organization_id, gen_random_uuid(), publication.id, publication.program_id, publication.cohort_id,
    participant.id, participant.person_id, 3, '${state}', now(), null, ${state === 'begun' ? 'now()' : 'null'}, null, null, 1
  from publication join participant on participant.organization_id = publication.organization_id and participant.role = 'mentee' limit 1`

/** For each, something that no code of ours does. */
const tampering: Readonly<Record<string, string>> = {
  'No job was given up.': `update queue.job set state = 'failed'`,
  'A mail that is due has a job that sends it, or its program has paused all mail.': `update mail set state = 'due'`,
  'A mail that was sent has the identifier under which it went.': `update mail set state = 'sent', message_id = null`,
  'Every organization has an administrator.': `delete from staff_grant where relation = 'administrator'`,
  'Whatever somebody is trusted with stands in the history, and was not taken back after that.': `delete from history_entry where name = 'person.grant-given'`,
  'An import that is under way has a job that carries it on.': `update participant_import set state = 'importing'`,
  'Every row of a file that was imported was added, changed, unchanged, left out, or the second of somebody.': `update participant_import set written = jsonb_set(written, '{rows}', '99')`,
  'What participants answered is their own.': `update participant set response_id = (
    select id from response where response.organization_id = participant.organization_id and response.person_id <> participant.person_id limit 1)`,
  'A round that is under way has a job that solves it.': `update match_round set state = 'queued'`,
  'A round that is ready or published has an arrangement.': `insert into match_round
    select (jsonb_populate_record(match_round, jsonb_build_object('id', gen_random_uuid(), 'state', 'ready'))).* from match_round`,
  'Nobody is in an arrangement more often than the round said.': 'update arrangement set pairs = pairs || pairs',
  'A round was published if and only if one of its publications went out, and only once.': `update match_round set state = 'discarded'`,
  'A publication that is held can be stopped, and has a job that releases it.': `update publication set state = 'held'`,
  'Every publication stands in the history.': `delete from history_entry where name = 'matching.publication-held'`,
  'A publication that went out asked as many pairs as it says.': 'update publication set pair_count = 9',
  'A proposal is accepted if and only if both have said yes, and in a group once it has begun.': `delete from reply where side = 'mentor'`,
  'A proposal of two keeps its place while it is open or accepted, and no longer.': 'delete from place',
  'A proposal that is open has a job that ends it.': `update proposal set state = 'proposed', ended_at = null; delete from queue.job`,
  'No mentor has more places taken on a day than they offered, unless they have offered fewer since.': `update participant set capacity = 0 where role = 'mentor'`,
  'A group that is asked or has begun fills one place of whoever leads it, and one that is dissolved none.': aGroup('asked'),
  'Whoever leads a group has given one answer to all of it that is open or agreed.': `${aGroup('begun')};
    update proposal set group_id = (select id from proposal_group limit 1);
    delete from reply where id = (select id from reply where side = 'mentor' limit 1)`,
  'A group has members who have agreed if and only if it has begun, and in one that is dissolved nothing is open.': aGroup('begun'),
  'A group has whoever leads it and only members who said yes to it, and whoever is in it is in its thread.': `${aGroup('begun')};
    update mentorship set proposal_id = null, group_id = (select id from proposal_group limit 1)
    where id = (select id from mentorship limit 1)`,
  'A member of a group has a last day if and only if they chose to leave, and a job that lets them.': `update mentorship_member set last_on = '2027-03-01'`,
  'Messages were written by members of their thread.': `alter table message drop constraint message_organization_id_thread_id_author_person_id_fkey;
    delete from thread_member`,
  'Where both have said yes a mentorship has begun, or is about to.': 'update mentorship set proposal_id = gen_random_uuid()',
  'A mentorship has the mentor and the mentee of its proposal, and a thread for the two.': `delete from mentorship_member where side = 'mentor'`,
  'A mentorship is paused if and only if a pause is open, and has a job that ends it.': `update mentorship set state = 'paused'`,
  'A mentorship is coming to its end if and only if somebody chose so, and has a job that ends it.': `update mentorship set state = 'closing'`,
}

test.each(invariants.map(({ sentence }) => sentence))('it is noticed when this is not so: %s', async sentence => {
  const noticed = await connected(database.installation.owner, async owner => {
    await owner.query('begin')
    await owner.query(tampering[sentence] ?? 'select')
    const breaches = await breachesHere(invariants, owner)
    await owner.query('rollback')
    return breaches
  })
  expect(noticed.map(breach => breach.sentence)).toContain(sentence)
})
