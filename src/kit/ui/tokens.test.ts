import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

// Every text and fill pair that the design allows, against WCAG 2.2: 4.5:1 for text, 3:1 for edges of controls and data marks.

type Palette = Readonly<Record<string, string>>
type Pair = readonly [fore: string, ground: string, limit: number]

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const [lightCss = '', afterLight = ''] = css.split('[data-theme="dark"]')
const [darkCss = ''] = afterLight.split('@media')

const light = colorsIn(lightCss)
const themes: Readonly<Record<'light' | 'dark', Palette>> = { light, dark: { ...light, ...colorsIn(darkCss) } }

function colorsIn(block: string): Palette {
  const colors: Record<string, string> = {}
  for (const [, name, hex] of block.matchAll(/--([\w-]+):\s*(#[0-9A-Fa-f]{6})/g)) if (name && hex) colors[name] = hex
  return colors
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const channel = (at: number): number => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

const hues = ['pine', 'lichen', 'rowan', 'clay', 'tarn', 'heather']
const grounds = ['paper', 'surface', 'sunken', 'hover', ...hues.map(hue => `${hue}-soft`)]
const text: readonly Pair[] = [
  ...['ink', 'ink-2', 'ink-3'].flatMap(ink => grounds.map((ground): Pair => [ink, ground, 4.5])),
  ...hues.flatMap(hue => [`${hue}-soft`, 'surface', 'paper'].map((ground): Pair => [`${hue}-ink`, ground, 4.5])),
  ...[1, 2, 3, 4, 5, 6].map((stone): Pair => ['on-stone', `stone-${stone}`, 4.5]),
  ['on-pine', 'pine', 4.5],
  ['on-pine', 'pine-hover', 4.5],
  ['on-lichen', 'lichen', 4.5],
  ['on-band', 'band', 4.5],
  ['pine', 'surface', 4.5],
  ['pine', 'paper', 4.5],
  ['rowan', 'surface', 4.5],
  ['paper', 'ink', 4.5],
  ['pine-ink', 'sunken', 4.5],
  ['pine-ink', 'tarn-soft', 4.5],
]
const marks: readonly Pair[] = [
  ['line-strong', 'surface', 3],
  ['line-strong', 'paper', 3],
  // data-2 is always labelled or outlined
  ...[1, 3, 4, 5, 6].map((step): Pair => [`data-${step}`, 'surface', 3]),
]

describe.each(Object.entries(themes))('in the %s theme', (_, palette) => {
  test.each([...text, ...marks])('%s on %s reaches %f to 1', (fore, ground, limit) => {
    const [foreHex, groundHex] = [palette[fore], palette[ground]]

    const ratio = foreHex && groundHex ? contrast(foreHex, groundHex) : 0

    expect(ratio).toBeGreaterThanOrEqual(limit)
  })
})

test('black on white is 21 to 1 and a color on itself 1 to 1', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
  expect(contrast('#1F5A47', '#1F5A47')).toBe(1)
})

test('the dark theme overrides every color that it names', () => {
  expect(themes.dark.paper).not.toBe(themes.light.paper)
  expect(Object.keys(colorsIn(darkCss)).length).toBeGreaterThan(50)
})
