import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

test('the example of the README prints what the README says', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const block = (language: string) => readme.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'matching-engine-'))
  try {
    const face = pathToFileURL(join(import.meta.dirname, 'index.ts')).href
    writeFileSync(join(folder, 'example.ts'), block('ts').replace("'matching-engine'", `'${face}'`))
    const printed = execFileSync(process.execPath, [join(folder, 'example.ts')], { encoding: 'utf8' })
    expect(printed).toBe(block('text'))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
