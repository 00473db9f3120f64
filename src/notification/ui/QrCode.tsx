import { generate } from 'lean-qr'
import { toSvgPath } from 'lean-qr/extras/svg'
import { useMemo } from 'react'

/** An address as a square that a camera reads: black on white also where the page is dark, with the quiet edge that readers need. */
export function QrCode(props: { readonly of: string; readonly name: string; readonly className?: string | undefined }) {
  const { path, size } = useMemo(() => {
    const code = generate(props.of)
    return { path: toSvgPath(code), size: code.size }
  }, [props.of])
  const edge = 4
  const whole = size + 2 * edge
  return (
    <svg
      className={props.className}
      role="img"
      aria-label={props.name}
      viewBox={`${-edge} ${-edge} ${whole} ${whole}`}
      shapeRendering="crispEdges"
    >
      <rect x={-edge} y={-edge} width={whole} height={whole} fill="white" />
      <path d={path} fill="black" />
    </svg>
  )
}
