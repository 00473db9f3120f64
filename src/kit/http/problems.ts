import type { Endpoint } from '../wire/contract.ts'
import type { Problem } from '../wire/problem.ts'
import type { Facts, Fault } from '../wire/refusal.ts'
import { groundRefusals, type Refusal } from '../wire/refusal.ts'

/** The sentences of a refusal: what happened, and what is safe and what to do. Given by the roof, which knows every catalog. */
export type RefusalWords = (code: string, facts: Facts) => { readonly title: string; readonly detail?: string }

/** The status of a refusal: the contract's own codes first, then the ground's; an undeclared code of the domain is "not possible now". */
export function statusOf(refusal: Refusal, contract: Endpoint | null): number {
  return contract?.refusals?.[refusal.code] ?? (groundRefusals as Readonly<Record<string, number>>)[refusal.code] ?? 409
}

export function problemOf(refusal: Refusal, contract: Endpoint | null, words: RefusalWords, requestId: string): Problem {
  const said = words(refusal.code, refusal.facts)
  return {
    type: `urn:cairn:refusal:${refusal.code}`,
    title: said.title,
    status: statusOf(refusal, contract),
    code: refusal.code,
    requestId,
    ...(said.detail ? { detail: said.detail } : {}),
    ...(Object.keys(refusal.facts).length > 0 ? { facts: refusal.facts } : {}),
    ...(refusal.faults.length > 0 ? { faults: refusal.faults.map(fault => toldFault(fault, words)) } : {}),
  }
}

function toldFault(fault: Fault, words: RefusalWords) {
  return { path: fault.path, code: fault.code, facts: { ...fault.facts }, detail: words(`fault.${fault.code}`, fault.facts ?? {}).title }
}

export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  })
}
