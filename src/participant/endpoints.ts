import { cohortVisibleTo } from '../cohort/queries.ts'
import { serving } from '../kit/http/served.ts'
import { mayOf } from '../kit/wire/access.ts'
import { peopleByIdForSystem } from '../person/queries/person.ts'
import { participantAccess } from './access.ts'
import { addPersonByHand, takeBackAddition } from './commands/addition.ts'
import { errorFile } from './commands/error-file.ts'
import { applyReadings, cancelImport, checkAgain, confirmImport, mapColumns, readAnotherWay, undoImport } from './commands/imports.ts'
import { receiveImport } from './commands/receive-import.ts'
import { changeParticipant } from './commands.ts'
import * as addition from './contract/addition.ts'
import * as dryRun from './contract/dry-run.ts'
import * as imports from './contract/imports.ts'
import * as people from './contract/people.ts'
import { changesOf, importsOf, importView, importVisibleTo, problemsOf } from './queries/imports.ts'
import { participantView } from './queries/participant-view.ts'
import { countsVisibleTo, peopleVisibleTo, personVisibleTo, profileVisibleTo } from './queries/people.ts'

const { serve, serveLong } = serving('participant', participantAccess)

export const participantEndpoints = [
  serve(people.listPeople, async (ctx, { cohortId, ...wanted }) => peopleVisibleTo(ctx, cohortId, wanted)),
  serve(people.countPeople, async (ctx, { cohortId }) => {
    const counts = await countsVisibleTo(ctx, cohortId)
    const cohort = await cohortVisibleTo(ctx, cohortId)
    const may = {
      see: mayOf(ctx.actor, participantAccess.see, cohort),
      import: mayOf(ctx.actor, participantAccess.import, cohort),
      add: cohort.state === 'closed' ? { code: 'cohort_closed', facts: {} } : mayOf(ctx.actor, participantAccess.add, cohort),
    }
    return { ...counts, may }
  }),
  serve(people.readProfile, async (ctx, { cohortId }) => profileVisibleTo(ctx, cohortId)),
  serve(people.readPerson, async (ctx, { cohortId, personId }) => personVisibleTo(ctx, cohortId, personId)),
  serve(people.changeParticipant, async (ctx, { participantId, ...change }, { ifMatch }) =>
    participantView(ctx, await changeParticipant(ctx, participantId, change, ifMatch)),
  ),
  serve(addition.addPerson, async (ctx, { email = null, externalId = null, capacity = null, mentors = null, isSame = false, ...typed }) => {
    const { additionId, personId } = await addPersonByHand(ctx, { ...typed, email, externalId, capacity, mentors, isSame })
    return { ...(await personVisibleTo(ctx, typed.cohortId, personId)), additionId }
  }),
  serve(addition.takeBackAddition, async (ctx, { additionId }) => {
    await takeBackAddition(ctx, additionId)
    return undefined
  }),
  serveLong(imports.startImport, async (begin, { cohortId }, { stream, fileName }) => {
    const importId = await receiveImport(begin, { cohortId, fileName, stream })
    return begin(async ctx => importView(ctx, await importVisibleTo(ctx, importId)))
  }),
  serve(imports.listImports, async (ctx, { cohortId }) => {
    const cohort = await cohortVisibleTo(ctx, cohortId)
    const found = await importsOf(ctx, cohortId)
    const people = await peopleByIdForSystem(
      ctx,
      found.flatMap(one => one.receivedBy ?? []),
    )
    const rows = found.map(({ id, fileName, state, tally, receivedAt, receivedBy, forgetAt }) => ({
      id,
      fileName,
      state,
      tally,
      receivedAt: receivedAt.toISOString(),
      receivedBy: (receivedBy && people.get(receivedBy)?.name) || null,
      forgetAt: forgetAt.toISOString(),
    }))
    return { rows, may: { start: mayOf(ctx.actor, participantAccess.import, cohort) } }
  }),
  serve(imports.readImport, async (ctx, { importId }) => importView(ctx, await importVisibleTo(ctx, importId))),
  serve(imports.mapImport, async (ctx, { importId, ...mapping }, { ifMatch }) =>
    importView(ctx, await mapColumns(ctx, importId, mapping, ifMatch)),
  ),
  serve(imports.reReadImport, async (ctx, { importId, ...wish }, { ifMatch }) =>
    importView(ctx, await readAnotherWay(ctx, importId, wish, ifMatch)),
  ),
  serve(imports.applyReadings, async (ctx, { importId, readings }, { ifMatch }) =>
    importView(ctx, await applyReadings(ctx, importId, readings, ifMatch)),
  ),
  serve(imports.checkImport, async (ctx, { importId }) => importView(ctx, await checkAgain(ctx, importId))),
  serve(dryRun.listProblems, async (ctx, { importId, ...page }) => problemsOf(ctx, await importVisibleTo(ctx, importId), page)),
  serve(dryRun.listChanges, async (ctx, { importId, ...page }) => changesOf(ctx, await importVisibleTo(ctx, importId), page)),
  serve(dryRun.readErrorFile, async (ctx, { importId }) => errorFile(ctx, importId)),
  serve(imports.confirmImport, async (ctx, { importId, run }, { ifMatch }) =>
    importView(ctx, await confirmImport(ctx, importId, run, ifMatch)),
  ),
  serve(imports.cancelImport, async (ctx, { importId }) => importView(ctx, await cancelImport(ctx, importId))),
  serve(imports.undoImport, async (ctx, { importId }) => importView(ctx, await undoImport(ctx, importId))),
]
