/**
 * Draws the house into guide/floors.svg: `node tools/floors-picture.ts`. Each capability is a room on its floor, as wide as it has lines;
 * an arrow leads from a room to every room that it imports. The ground, on which all stand, is drawn without arrows. An arrow that went up
 * would be drawn in another color; the test of the floors lets there be none.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { floors } from '../src/floors.ts'
import { placeOf } from './floors.ts'
import { checkout } from './proof.ts'
import { type Source, sources } from './source.ts'

const width = 1120
const rowHeight = 92
const roomHeight = 52
const colors = {
  paper: '#FAFAF6',
  room: '#E4EFE9',
  line: '#1F5A47',
  ink: '#1B2420',
  quiet: '#616B65',
  ground: '#E3E5DC',
  arrow: '#1F5A47',
  up: '#B3501B',
}

interface Room {
  readonly name: string
  readonly lines: number
  readonly x: number
  readonly y: number
  readonly width: number
}

/** The picture of these floors and imports; pure, so that a test can look at it. */
export function pictureOf(storeys: readonly (readonly string[])[], of: readonly Source[]): string {
  const product = of.filter(({ isTest }) => !isTest)
  const linesIn = (capability: string): number =>
    product.filter(({ path }) => placeOf(path).capability === capability).reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)
  const rows = [['app'], ...[...storeys].reverse(), ['kit', 'matching-engine']]
  const rooms = rows.flatMap((row, at) => roomsOf(row, at, linesIn))
  const byName = new Map(rooms.map(room => [room.name, room]))
  const inner = storeys.flat()
  const arrows = inner.flatMap(from =>
    inner
      .filter(
        to =>
          to !== from &&
          product.some(
            ({ path, imports }) => placeOf(path).capability === from && imports.some(target => placeOf(target).capability === to),
          ),
      )
      .flatMap(to => arrow(byName.get(from), byName.get(to))),
  )
  const height = rows.length * rowHeight + 24
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="floors-title" font-family="system-ui, sans-serif">
<title id="floors-title">The floors of Cairn, from the ground to the roof: each room imports only from rooms below it</title>
<defs><marker id="tip" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 6 3 0 6z" fill="${colors.arrow}"/></marker></defs>
<rect width="${width}" height="${height}" fill="${colors.paper}"/>
${arrows.join('\n')}
${rooms.map(drawn).join('\n')}
</svg>
`
}

function roomsOf(row: readonly string[], at: number, linesIn: (capability: string) => number): Room[] {
  const sized = row.map(name => ({ name, lines: linesIn(name), width: Math.min(460, Math.max(130, 60 + Math.sqrt(linesIn(name)) * 3.6)) }))
  const gap = 28
  let x = (width - sized.reduce((sum, room) => sum + room.width, 0) - gap * (sized.length - 1)) / 2
  return sized.map(room => {
    const placed = { ...room, x, y: at * rowHeight + 24 }
    x += room.width + gap
    return placed
  })
}

const round = (number: number): number => Math.round(number * 10) / 10

function arrow(from: Room | undefined, to: Room | undefined): string[] {
  if (!from || !to) return []
  const isUp = to.y <= from.y
  const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + roomHeight, to.x + to.width / 2, to.y].map(round) as [
    number,
    number,
    number,
    number,
  ]
  // beside the rooms in between rather than through them
  const floorsBetween = Math.round((to.y - from.y) / rowHeight)
  const aside = floorsBetween > 1 ? (floorsBetween % 2 === 0 ? -1 : 1) * 60 * Math.min(5, floorsBetween) : 0
  return [
    `<path d="M${x1} ${y1}C${x1 + aside} ${y1 + 30} ${x2 + aside} ${y2 - 30} ${x2} ${y2}" fill="none" stroke="${isUp ? colors.up : colors.arrow}" stroke-opacity="${isUp ? 1 : 0.35}" stroke-width="1.5" marker-end="url(#tip)"/>`,
  ]
}

function drawn({ name, lines, x, y, width: wide }: Room): string {
  const isGround = name === 'kit' || name === 'matching-engine'
  const middle = round(x + wide / 2)
  return `<g><rect x="${round(x)}" y="${y}" width="${round(wide)}" height="${roomHeight}" rx="10" fill="${isGround ? colors.ground : colors.room}" stroke="${colors.line}" stroke-opacity="0.5"/><text x="${middle}" y="${y + 23}" text-anchor="middle" font-size="16" font-weight="600" fill="${colors.ink}">${name}</text><text x="${middle}" y="${y + 41}" text-anchor="middle" font-size="12" fill="${colors.quiet}">${new Intl.NumberFormat('en-US').format(lines)} lines</text></g>`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(checkout, 'guide'), { recursive: true })
  writeFileSync(join(checkout, 'guide', 'floors.svg'), pictureOf(floors, sources))
}
