import type { Context } from '../../kit/context.ts'
import { dayIn } from '../../kit/time/time.ts'
import { unseal } from '../../kit/vault/vault.ts'
import { type Act, mayOf } from '../../kit/wire/access.ts'
import type { May } from '../../kit/wire/contract.ts'
import { Refusal } from '../../kit/wire/refusal.ts'
import { organizationOf } from '../../organization/queries.ts'
import { type Person, peopleByIdForSystem } from '../../person/queries/person.ts'
import type { LinksGo } from '../../person/rules.ts'
import { type Program, programForSystem } from '../../program/queries.ts'
import { concernAccess } from '../access.ts'
import type { Waiting } from '../contract/waiting.ts'
import type { ConcernRow, OpenedConcern, OwnConcern, StepView } from '../contract.ts'
import { isLate, isOpen, mayChoose, mayHandle, movedConcern } from '../rules.ts'
import { type Concern, type ConcernStep, stepPlace, stepsOf, waitingByProgram } from './concern.ts'
import { deputyForSystem } from './looking-after.ts'

const mostSteps = 100

async function stepViews(
  ctx: Context,
  steps: readonly ConcernStep[],
  { people, zone }: { readonly people: ReadonlyMap<string, Person>; readonly zone: string },
): Promise<StepView[]> {
  return Promise.all(
    steps.slice(-mostSteps).map(async ({ id, step, personId, at, sealed }) => ({
      step,
      on: dayIn(zone, at),
      at: at.toISOString(),
      name: people.get(personId)?.name ?? null,
      isYou: personId === ctx.actor.personId,
      words: sealed && (await unseal(ctx.tx, stepPlace(ctx, id), sealed)),
    })),
  )
}

const mayNow = (ctx: Context, moved: unknown, act: Act, concern: Concern): May =>
  moved instanceof Refusal ? { code: moved.code, facts: { ...moved.facts } } : mayOf(ctx.actor, act, concern)

async function programsOf(ctx: Context, concerns: readonly Concern[]): Promise<ReadonlyMap<string, Program>> {
  const ids = [...new Set(concerns.map(concern => concern.programId))]
  return new Map(await Promise.all(ids.map(async id => [id, await programForSystem(ctx, id)] as const)))
}

/** Requests as their sender sees them, with every step and its day. */
export async function ownConcernViews(ctx: Context, concerns: readonly Concern[]): Promise<OwnConcern[]> {
  const { zone } = await organizationOf(ctx)
  const today = dayIn(zone, ctx.now)
  const steps = await stepsOf(ctx, concerns)
  const programs = await programsOf(ctx, concerns)
  const people = await peopleByIdForSystem(ctx, [
    ...concerns.flatMap(concern => concern.recipientPersonId ?? []),
    ...[...steps.values()].flat().map(step => step.personId),
  ])
  const views: OwnConcern[] = []
  for (const concern of concerns) {
    const program = programs.get(concern.programId)
    if (!program) continue
    const deputy = isOpen(concern.state) && concern.dueOn !== null ? await deputyForSystem(ctx, concern, program) : null
    views.push({
      id: concern.id,
      programId: program.id,
      program: program.name,
      kind: concern.kind,
      state: concern.state,
      wish: concern.wish,
      untilOn: concern.untilOn,
      to: people.get(concern.recipientPersonId ?? '')?.name ?? null,
      dueOn: isOpen(concern.state) ? concern.dueOn : null,
      isLate: isLate(concern, today),
      deputy: deputy?.person.name ?? null,
      steps: await stepViews(ctx, steps.get(concern.id) ?? [], { people, zone }),
      may: {
        add: mayNow(ctx, mayHandle('reply', concern), concernAccess.own, concern),
        takeBack: mayNow(ctx, movedConcern(concern.state, 'taken-back'), concernAccess.own, concern),
        choose: mayNow(ctx, mayChoose(concern), concernAccess.own, concern),
      },
    })
  }
  return views
}

/** What waits with the actor, by program. */
export async function waitingViews(ctx: Context): Promise<Waiting[]> {
  const rows = await waitingByProgram(ctx)
  return Promise.all(
    rows.map(async row => {
      const isStaff = ctx.actor.grants.some(grant => [row.programId, ctx.actor.organizationId].includes(grant.scopeId))
      return { ...row, program: (await programForSystem(ctx, row.programId)).name, isStaff }
    }),
  )
}

/** Requests as whoever has them sees them in a list: no words. */
export async function concernRows(ctx: Context, concerns: readonly Concern[]): Promise<ConcernRow[]> {
  const { zone } = await organizationOf(ctx)
  const today = dayIn(zone, ctx.now)
  const steps = await stepsOf(ctx, concerns)
  const programs = await programsOf(ctx, concerns)
  const people = await peopleByIdForSystem(
    ctx,
    concerns.flatMap(concern => [concern.personId, ...(concern.partnerPersonId ? [concern.partnerPersonId] : [])]),
  )
  return concerns.map(concern => {
    const person = people.get(concern.personId)
    return {
      id: concern.id,
      programId: concern.programId,
      program: programs.get(concern.programId)?.name ?? '',
      kind: concern.kind,
      wish: concern.wish,
      person: { id: concern.personId, name: person?.name ?? person?.externalId ?? null, phone: person?.phone ?? null },
      partner: people.get(concern.partnerPersonId ?? '')?.name ?? null,
      state: concern.state,
      askedOn: dayIn(zone, concern.askedAt),
      dueOn: isOpen(concern.state) ? concern.dueOn : null,
      isLate: isLate(concern, today),
      wasPassed: (steps.get(concern.id) ?? []).some(step => step.step === 'passed'),
    }
  })
}

/** A request that whoever has it has opened. */
export async function openedView(ctx: Context, concern: Concern, links: LinksGo): Promise<OpenedConcern> {
  const [row] = await concernRows(ctx, [concern])
  if (!row) throw new Error('the request that was just read is gone')
  const { zone } = await organizationOf(ctx)
  const steps = (await stepsOf(ctx, [concern])).get(concern.id) ?? []
  const people = await peopleByIdForSystem(ctx, [concern.personId, ...steps.map(step => step.personId)])
  const may = (act: 'reply' | 'note' | 'finish') => mayNow(ctx, mayHandle(act, concern), concernAccess.see, concern)
  return {
    ...row,
    untilOn: concern.untilOn,
    steps: await stepViews(ctx, steps, { people, zone }),
    toSender: links === 'mailed' && people.get(concern.personId)?.email ? 'mail' : 'letter',
    may: { reply: may('reply'), note: may('note'), finish: may('finish') },
  }
}
