/** A line plot with logarithmic axes as SVG text. */
type Series = { readonly name: string; readonly points: readonly (readonly [size: number, measure: number])[] }

const colors = ['#1b6ca8', '#c8553d', '#588157', '#8e6bbf', '#b08900', '#0f7b7b', '#9b2226', '#495057']
const [width, height, left, bottom, right, top] = [860, 420, 60, 40, 260, 30]

export function growthPlot(title: string, series: readonly Series[]): string {
  const all = series.flatMap(({ points }) => points)
  const decades = (values: readonly number[]): [number, number] => [
    Math.floor(Math.log10(Math.min(...values))),
    Math.ceil(Math.log10(Math.max(...values))),
  ]
  const [x0, x1] = decades(all.map(([size]) => size))
  const [y0, y1] = decades(all.map(([, measure]) => Math.max(1, measure)))
  const x = (size: number) => left + ((Math.log10(size) - x0) / Math.max(1, x1 - x0)) * (width - left - right)
  const y = (measure: number) =>
    height - bottom - ((Math.log10(Math.max(1, measure)) - y0) / Math.max(1, y1 - y0)) * (height - top - bottom)
  const text = (at: readonly [number, number], anchor: string, words: string) =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" text-anchor="${anchor}">${words}</text>`
  const steps = (from: number, until: number) => Array.from({ length: until - from + 1 }, (_, step) => 10 ** (from + step))
  const grid = [
    ...steps(x0, x1).map(
      size =>
        `<path d="M${x(size)} ${top}V${height - bottom}" stroke="#ddd"/>${text([x(size), height - bottom + 18], 'middle', size.toLocaleString('en'))}`,
    ),
    ...steps(y0, y1).map(
      measure =>
        `<path d="M${left} ${y(measure)}H${width - right}" stroke="#ddd"/>${text([left - 8, y(measure) + 4], 'end', measure.toLocaleString('en'))}`,
    ),
  ]
  const drawn = series.map(({ name, points }, index) => {
    const color = colors[index % colors.length]
    const path = points.map(([size, measure], at) => `${at === 0 ? 'M' : 'L'}${x(size).toFixed(1)} ${y(measure).toFixed(1)}`).join('')
    const label = top + 16 + index * 20
    return `<path d="${path}" fill="none" stroke="${color}" stroke-width="2"/><path d="M${width - right + 16} ${label - 4}h18" stroke="${color}" stroke-width="2"/>${text([width - right + 40, label], 'start', name)}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#333" role="img" aria-label="${title}"><title>${title}</title><rect width="${width}" height="${height}" fill="#fff"/>${text([left, 18], 'start', title)}${grid.join('')}${drawn.join('')}</svg>\n`
}
