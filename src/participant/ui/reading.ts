import type { Wish } from '../contract/import-file.ts'
import type { ImportView } from '../contract/imports.ts'

/** In the order in which they are offered. */
export const encodings = ['utf-8', 'windows-1252', 'windows-1250', 'windows-1251', 'macintosh', 'utf-16le', 'utf-16be'] as const

/** How the file is read now, as somebody would wish it. */
export const readingNow = ({ readAs }: ImportView): Wish => ({
  encoding: encodings.find(one => one === readAs?.encoding) ?? 'utf-8',
  delimiter: readAs?.delimiter ?? ',',
  headerLine: readAs?.headerLine ?? null,
})
