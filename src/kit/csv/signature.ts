/** What a file is that is not a table of text, told from its first bytes; null when nothing speaks against one. */
export function looksLike(sample: Uint8Array): string | null {
  const start = latin(sample.subarray(0, 4096))
  const known = signatures.find(([beginning]) => start.startsWith(beginning))
  if (known) return known[1]
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return packed(latin(sample))
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'xls'
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp'
  if (start.slice(4, 8) === 'ftyp') return 'video'
  return null
}

/** The same for files of text that mean something else. */
export function looksLikeText(text: string): string | null {
  const start = text.slice(0, 2000).trimStart()
  if (/^(<!doctype html|<html|<table|<head|<body)/i.test(start)) return 'html'
  if (/^<\?xml|^<[a-z][\w:-]*(\s[^<>]*)?>/i.test(start)) return 'xml'
  if (/^\{\\rtf/.test(start)) return 'rtf'
  if (/^(\{\s*"|\[\s*[{["\d])/.test(start)) return 'json'
  if (/^BEGIN:(VCARD|VCALENDAR)/i.test(start)) return start.slice(6, 11).toUpperCase() === 'VCARD' ? 'vcard' : 'ics'
  return null
}

/** More than one control character in fifty, and not just one or two: nothing that writes text writes such. */
export function isMostlyControl(text: string): boolean {
  let controls = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 9 || (code > 13 && code < 32) || code === 0x7f) controls++
  }
  return controls >= 4 && controls * 50 > text.length
}

const signatures: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'png'],
  ['\xff\xd8\xff', 'jpeg'],
  ['GIF8', 'gif'],
  ['BM\x00', 'bmp'],
  ['%PDF-', 'pdf'],
  ['\x1f\x8b', 'gzip'],
  ['7z\xbc\xaf\x27\x1c', '7z'],
  ['Rar!', 'rar'],
  ['SQLite format 3\0', 'sqlite'],
  ['\x7fELF', 'executable'],
  ['MZ\x90', 'executable'],
  ['\xff\xfe\0\0', 'utf-32'],
  ['\0\0\xfe\xff', 'utf-32'],
  ['ID3', 'audio'],
]

/** Office files are ZIP archives; the names of the parts tell which. */
function packed(content: string): string {
  if (content.includes('application/vnd.oasis.opendocument.spreadsheet')) return 'ods'
  if (content.includes('xl/')) return 'xlsx'
  if (content.includes('word/')) return 'docx'
  if (content.includes('ppt/')) return 'pptx'
  if (content.includes('Index/') && content.includes('.iwa')) return 'numbers'
  return 'zip'
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
