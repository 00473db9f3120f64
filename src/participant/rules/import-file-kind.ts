import { type Refusal, refused } from '../../kit/wire/refusal.ts'

const books = ['xlsx', 'xls', 'ods', 'numbers', 'zip', 'gzip', '7z', 'rar']
const names: Readonly<Record<string, string>> = {
  jpeg: 'JPEG',
  vcard: 'vCard',
  ics: 'iCalendar',
  sqlite: 'SQLite',
  executable: 'EXE',
  video: 'MP4',
  audio: 'MP3',
  docx: 'Word',
  pptx: 'PowerPoint',
}

/** Why a file is no table, as somebody can act on it; any other refusal stays as it is. */
export function refusalFor(refusal: Refusal): Refusal {
  if (refusal.code !== 'file_not_a_table') return refusal
  const kind = String(refusal.facts['looksLike'] ?? '')
  if (books.includes(kind)) return refused('file_is_a_workbook')
  if (kind === 'binary') return refused('file_is_no_text')
  if (kind === 'text') return refused('file_has_no_columns')
  return refused('file_not_a_table', { looksLike: names[kind] ?? kind.toUpperCase() })
}
