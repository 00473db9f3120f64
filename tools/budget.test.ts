import { expect, test } from 'vitest'
import { budgetOf, complaintsAbout, type Manifest, type Route, routesIn } from './budget.ts'

const manifest: Manifest = {
  'index.html': { file: 'main.js', css: ['main.css'], imports: ['ground'] },
  ground: { file: 'ground.js' },
  'SideFrame.tsx': { file: 'side.js', css: ['side.css'], imports: ['ground', 'stone'] },
  'TopFrame.tsx': { file: 'top.js', imports: ['ground'] },
  stone: { file: 'stone.js' },
  'HomeScreen.tsx': { file: 'home.js', css: ['home.css'], imports: ['ground', 'stone'], dynamicImports: ['Calendar.tsx'] },
  'Calendar.tsx': { file: 'calendar.js', imports: ['ground', 'dates'] },
  dates: { file: 'dates.js' },
}
const home = (frame: Route['frame']): Route => ({ path: '/home', frame, chunk: 'HomeScreen.tsx' })
const bytes = (each: Readonly<Record<string, number>>) => (file: string) => each[file] ?? 1000

test('a shell is the entry, its frame and what both import, each file once', () => {
  const { shells } = budgetOf(manifest, [], () => 1000)

  expect(shells).toEqual({ side: { script: 4, style: 2 }, top: { script: 3, style: 1 } })
})

test('a route adds what its frame has not loaded; what is opened later is told apart', () => {
  const [inSide, inTop] = budgetOf(manifest, [home('side'), home('top')], () => 1000).routes

  expect(inSide?.adds).toEqual({ script: 1, style: 1 })
  expect(inTop?.adds).toEqual({ script: 2, style: 1 })
  expect(inTop?.later).toEqual({ script: 2, style: 0 })
})

test('each limit that is passed is told in a sentence', () => {
  const budget = budgetOf(manifest, [home('top')], bytes({ 'ground.js': 109_000, 'home.js': 41_000 }))

  expect(complaintsAbout(budget)).toEqual([
    'the script of the side shell is 112.0 kB, the limit is 110',
    'the script of the top shell is 111.0 kB, the limit is 110',
    'the script that /home adds is 42.0 kB, the limit is 40',
    'the first visit of /home is 153.0 kB, the limit is 140',
  ])
})

test('routes are read from the lists that declare them, with the constants in their paths', () => {
  const source = `const help = '/$organization/help'
  { path: '/$organization/people', frame: 'side', load: () => import('./PeopleScreen.tsx') },
  { path: help, frame: 'top', load: () => import('./HelpScreen.tsx') },
  { path: \`\${help}/more\`, frame: 'top', load: () => import('./MoreScreen.tsx') },`

  expect(routesIn(source, '/x/src/person/ui', '/x/src/app/ui')).toEqual([
    { path: '/$organization/people', frame: 'side', chunk: '../../person/ui/PeopleScreen.tsx' },
    { path: '/$organization/help', frame: 'top', chunk: '../../person/ui/HelpScreen.tsx' },
    { path: '/$organization/help/more', frame: 'top', chunk: '../../person/ui/MoreScreen.tsx' },
  ])
})
