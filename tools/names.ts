/** Which files a capability may hold, and which names no file and no folder may have. */

const roles = 'contract|rules|access|tables|invariants|queries|commands|endpoints|reactions|jobs|mails|pages'
/** By their path inside the capability. A role that outgrew its file is a folder of that name. */
const allowed = [
  /^README\.md$/,
  new RegExp(`^(${roles})\\.ts$`),
  new RegExp(`^(${roles})/[a-z][a-z-]*(\\.test)?\\.ts$`),
  /^[a-z][a-z-]*\.test\.ts$/,
  /^cast\.ts$/,
  /^texts\/([a-z][a-z-]*\.)?[a-z]{2}(-[A-Z]{2})?\.json$/,
  /^ui\/(parts\/)?([A-Z][A-Za-z]*\.tsx|[A-Za-z][A-Za-z-]*\.module\.css)$/,
  /^ui\/(parts\/)?[a-z][a-z-]*(\.test)?\.tsx?$/,
]

const forbidden = /^(lib|utils?|helpers?|common|shared|misc|core|base|managers?|services?|types)$/i
/** The style sheet that resets the browser is called as everybody calls it. */
const known = ['src/kit/ui/base.css']

/** What is wrong with a file being called so; null when nothing is. */
export function complaintAboutName(path: string): string | null {
  const parts = path.split('/').map(part => part.replace(/\..*$/, ''))
  const wrong = parts.find(part => forbidden.test(part))
  if (wrong && !known.includes(path)) return `"${wrong}" says nothing about what is inside`
  const file = parts.at(-1) ?? ''
  if (file === 'index' && /\.tsx?$/.test(path) && path !== 'matching-engine/index.ts')
    return 'only the engine has an index: barrels are where circles grow'
  const [, capability, inside] = /^src\/([^/]+)\/(.+)$/.exec(path) ?? []
  if (inside === undefined || capability === 'kit' || capability === 'app') return null
  return allowed.some(pattern => pattern.test(inside))
    ? null
    : 'a capability has no file of this name (see ARCHITECTURE.md, "Inside a capability")'
}
