/** Compares the words of a capability with the code that says them. */
import { nodesIn, type Source } from './source.ts'

export type Catalog = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/** What differs between two languages: keys that one lacks, and placeholders that are not the same. */
export function differences(one: Catalog, other: Catalog): string[] {
  const missing = Object.keys(one)
    .filter(key => !(key in other))
    .map(key => `${key} is missing`)
  const spare = Object.keys(other)
    .filter(key => !(key in one))
    .map(key => `${key} is not in English`)
  const unlike = Object.keys(one).flatMap(key => {
    const [ours, theirs] = [one[key], other[key]]
    if (ours === undefined || theirs === undefined) return []
    return placeholders(ours).join() === placeholders(theirs).join()
      ? []
      : [`${key} speaks of ${placeholders(theirs).join(', ') || 'nothing'} instead of ${placeholders(ours).join(', ') || 'nothing'}`]
  })
  return [...missing, ...spare, ...unlike]
}

/** The facts that a text speaks of, each once, in order of the alphabet. */
export function placeholders(text: Catalog[string]): string[] {
  const forms = typeof text === 'string' ? [text] : Object.entries(text).map(([form, said]) => (form === 'by' ? `{${said}}` : said))
  return [...new Set(forms.flatMap(form => [...form.matchAll(/\{(\w+)(?:, \w+)?\}/g)].flatMap(([, name]) => name ?? [])))].sort()
}

/** What is wrong with a text by itself: styles that nobody knows, braces left open, plural forms without the general one. */
export function textFaults(key: string, text: Catalog[string], styles: readonly string[]): string[] {
  const forms = typeof text === 'string' ? [text] : Object.values(text)
  const faults = forms.flatMap(form =>
    [...form.matchAll(/\{\w+, (\w+)\}/g)].flatMap(([, style]) =>
      style && styles.includes(style) ? [] : [`${key}: there is no style ${style}`],
    ),
  )
  for (const form of forms) {
    if (/[{}]/.test(form.replace(/\{\w+(?:, \w+)?\}/g, ''))) faults.push(`${key}: a brace is left open`)
    if (form.trim() !== form || form === '') faults.push(`${key}: empty, or with blanks at its ends`)
  }
  if (typeof text !== 'string' && text['other'] === undefined) faults.push(`${key}: the form "other" is missing`)
  return faults
}

/** Texts that a file could name: its literal strings, and templates as patterns with something in their holes. */
export function namedIn(source: Source): { readonly words: ReadonlySet<string>; readonly patterns: readonly RegExp[] } {
  const words = new Set<string>()
  const patterns: RegExp[] = []
  for (const node of nodesIn(source.tree)) {
    if (node.type === 'Literal' && typeof node['value'] === 'string') words.add(node['value'])
    if (node.type === 'Property' || node.type === 'PropertyDefinition' || node.type === 'TSPropertySignature') {
      const key = node['key'] as { readonly name?: string; readonly value?: unknown } | undefined
      if (typeof key?.name === 'string') words.add(key.name)
    }
    if (node.type === 'TemplateLiteral') {
      const pieces = (node['quasis'] as readonly { readonly value: { readonly cooked: string } }[]).map(quasi => quasi.value.cooked)
      if (pieces.length === 1) words.add(pieces[0] ?? '')
      else if (pieces.some(piece => /[a-zA-Z]\w*\.|\.\w|\w/.test(piece)))
        patterns.push(new RegExp(`^${pieces.map(piece => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`))
    }
  }
  return { words, patterns }
}

/** The codes of refusals that a file declares or gives. */
export function refusalCodesIn(source: Source): string[] {
  const codes: string[] = []
  for (const node of nodesIn(source.tree)) {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const called = (node['callee'] as { readonly name?: string }).name
      const first = (node['arguments'] as readonly { readonly type: string; readonly value?: unknown }[])[0]
      if ((called === 'refused' || called === 'Refusal') && typeof first?.value === 'string') codes.push(first.value)
    }
    if (node.type === 'Property' && (node['key'] as { readonly name?: string }).name === 'refusals') {
      const properties = (
        node['value'] as { readonly properties?: readonly { readonly key?: { readonly name?: string; readonly value?: unknown } }[] }
      ).properties
      for (const { key } of properties ?? []) if (key) codes.push(key.name ?? String(key.value))
    }
  }
  return [...new Set(codes)].filter(code => /^[a-z][a-z_]*$/.test(code))
}
