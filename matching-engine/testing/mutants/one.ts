/** The tests against one mutant: `node one.ts <file> <from> <until> <text> <tests…>` prints the first test that fails. Exit code 0: none does. */
import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { pathToFileURL } from 'node:url'

const [file = '', from = '0', until = '0', text = '', ...tests] = process.argv.slice(2)
const vitest = new URL('vitest.ts', import.meta.url).href
const mutated = pathToFileURL(file).href

registerHooks({
  resolve: (specifier, context, next) => (specifier === 'vitest' ? { url: vitest, shortCircuit: true } : next(specifier, context)),
  load(url, context, next) {
    if (url !== mutated) return next(url, context)
    const source = readFileSync(file, 'utf8')
    const mutant = source.slice(0, Number(from)) + text + source.slice(Number(until))
    return { format: 'module', source: stripTypeScriptTypes(mutant), shortCircuit: true }
  },
})

const { run } = await import(vitest)
let failed: string | null = null
try {
  for (const path of tests) await import(pathToFileURL(path).href)
  failed = await run()
} catch (error) {
  failed = `does not load: ${String(error).slice(0, 80)}`
}
console.log(failed ?? '')
process.exit(failed === null ? 0 : 1)
