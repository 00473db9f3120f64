import { useState } from 'react'
import { useAct } from '../../kit/ui/server.ts'
import { listProblems } from '../contract/dry-run.ts'
import type { AppliedReading, Mapping, Wish } from '../contract/import-file.ts'
import { applyReadings, type ImportView, mapImport, readImport, reReadImport } from '../contract/imports.ts'
import { readProfile } from '../contract/people.ts'
import { readingNow } from './reading.ts'

/**
 * What somebody has changed on the page of an import and the server does not know yet: where columns go, and how the file is read. One
 * place holds both, so that nothing on the page offers to import what is shown beside changes that it would leave out.
 */
export function useDraft(view: ImportView) {
  const map = useAct(mapImport, { renews: [readImport, listProblems, readProfile], done: () => setMine(null) })
  const read = useAct(reReadImport, { renews: [readImport, listProblems], done: () => setWish(null) })
  const apply = useAct(applyReadings, { renews: [readImport, listProblems] })
  const [mine, setMine] = useState<{ readonly of: string; readonly mapping: Mapping } | null>(null)
  const [wish, setWish] = useState<Wish | null>(null)
  // changes are to the mapping that was there; where it became another, they are changes to nothing
  const of = JSON.stringify(view.mapping)
  const mapping = mine?.of === of ? mine.mapping : view.mapping
  const changedColumns = mapping.columns.filter((column, n) => JSON.stringify(column) !== JSON.stringify(view.mapping.columns[n])).length
  const isMappingChanged = JSON.stringify(mapping) !== of
  const isReadingChanged = wish !== null && JSON.stringify(wish) !== JSON.stringify(readingNow(view))
  return {
    mapping,
    changedColumns,
    isMappingChanged,
    isReadingChanged,
    /** How the file shall be read; null: nobody wants it read another way. */
    wish,
    map,
    read,
    /** One of the three is on its way: the next waits for it, because it changes what the next one changes. */
    busy: map.busy || read.busy || apply.busy,
    change: (next: Mapping) => setMine({ of, mapping: next }),
    want: setWish,
    /** Reading it another way comes first: its columns may be others then. */
    workOut: () =>
      isReadingChanged
        ? read.start({ importId: view.id, ...wish }, view.version)
        : map.start({ importId: view.id, ...mapping }, view.version),
    apply: (readings: readonly AppliedReading[]) => apply.start({ importId: view.id, readings: [...readings] }, view.version),
    putBack: () => {
      setMine(null)
      setWish(null)
      map.forget()
      read.forget()
    },
  }
}
export type Draft = ReturnType<typeof useDraft>
