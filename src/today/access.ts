import { acts } from '../kit/wire/access.ts'

const staff = [
  { who: 'staff-anywhere', relation: 'administrator' },
  { who: 'staff-anywhere', relation: 'coordinator' },
] as const

export const todayAccess = acts({
  home: { who: [{ who: 'signed-in' }] },
  /** What needs whoever runs things; each part of it begins from what they reach. */
  see: { who: staff },
  postpone: { who: staff },
})
