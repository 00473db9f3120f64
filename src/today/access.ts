import { acts } from '../kit/wire/access.ts'

export const todayAccess = acts({
  home: { who: [{ who: 'signed-in' }] },
})
