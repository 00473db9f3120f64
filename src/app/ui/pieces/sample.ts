import { useMemo } from 'react'
import { sayIn } from '../../../kit/texts/texts.ts'
import { useLanguage } from '../../../kit/ui/words.tsx'

/** Says a sample sentence in the page's language, so that the mirrored test language stretches samples as it stretches real words. */
export function useSample(): (sentence: string) => string {
  const language = useLanguage()
  return useMemo(() => sentence => sayIn({ sentence }, language)('sentence'), [language])
}

export const people = {
  ana: { id: 'ana-ribeiro', name: 'Ana Ribeiro' },
  tom: { id: 'tom-achterberg', name: 'Tom Achterberg' },
  priya: { id: 'priya-nair', name: 'Priya Nair' },
  jonas: { id: 'jonas-weber', name: 'Jonas Weber' },
  helle: { id: 'helle-dahl', name: 'Helle Dahl' },
  maya: { id: 'maya-lindqvist', name: 'Maya Lindqvist' },
  callum: { id: 'callum-reid', name: 'Callum Reid' },
  samuel: { id: 'samuel-okafor', name: 'Samuel Okafor' },
  leila: { id: 'leila-farahani', name: 'Leila Farahani' },
  ingrid: { id: 'ingrid-solberg', name: 'Ingrid Solberg' },
} as const
