import type { Invariant } from '../kit/db/invariants.ts'
import { isAwaited } from '../kit/jobs/jobs.ts'
import { checkImportKind } from './commands/check-import.ts'
import { runImportKind } from './commands/run-import.ts'
import { undoImportKind } from './commands/undo-import.ts'

const hasNoJob = (state: string, kind: { readonly name: string }): string =>
  `state = '${state}' and not ${isAwaited(kind, 'importId', 'participant_import.id')}`

export const participantInvariants: readonly Invariant[] = [
  {
    sentence: 'An import that is under way has a job that carries it on.',
    broken: `select id from participant_import
      where (${hasNoJob('checking', checkImportKind)}) or (${hasNoJob('importing', runImportKind)}) or (${hasNoJob('undoing', undoImportKind)})`,
  },
  {
    sentence: 'Every row of a file that was imported was added, changed, unchanged, left out, or the second of somebody.',
    broken: `select id from participant_import
      where state = 'imported' and (written ->> 'rows')::int is distinct from
        (written ->> 'added')::int + (written ->> 'changed')::int + (written ->> 'unchanged')::int + (written ->> 'leftOut')::int
        + coalesce((written ->> 'secondRows')::int, 0)`,
  },
  {
    sentence: 'What participants answered is their own.',
    broken: `select participant.id from participant
      join response on response.organization_id = participant.organization_id and response.id = participant.response_id
      where response.person_id <> participant.person_id`,
  },
]
