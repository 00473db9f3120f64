import { type ReactNode, useId } from 'react'
import { To } from './To.tsx'
import styles from './Trail.module.css'

export interface Station {
  readonly id: string
  readonly name: string
  readonly note?: ReactNode
  readonly when?: string
  readonly state: 'done' | 'now' | 'ahead'
  readonly to?: string
}

/** Where one is: solid behind, dotted ahead. `told` says the state of a station to readers: "done", "now", "ahead". */
export interface TrailProps {
  readonly stations: readonly Station[]
  readonly told: Readonly<Record<Station['state'], string>>
}

/** Downwards, for one person's or one pair's way. */
export function TrailDown(props: TrailProps) {
  return (
    <ol className={styles.down}>
      {props.stations.map(station => (
        <li key={station.id} className={styles[station.state]} aria-current={station.state === 'now' ? 'step' : undefined}>
          <span className={styles.mark} aria-hidden="true">
            {station.state === 'now' && <i />}
            {station.state !== 'ahead' && <i />}
            <i />
          </span>
          <div>
            <p className={styles.name}>
              <StationName station={station} />
              <span className="unseen"> ({props.told[station.state]})</span>
            </p>
            {station.note && <small>{station.note}</small>}
          </div>
          {station.when && <span className={styles.when}>{station.when}</span>}
        </li>
      ))}
    </ol>
  )
}

/** Heights of the hill at the stations, in the unit of the drawing; the path runs through them. */
const heights = [92, 98, 82, 88, 66, 74, 58, 70]
const heightAt = (at: number): number => heights[at % heights.length] ?? 80

/** Across, for the phases of a whole run; downwards below 720 px. */
export function TrailAcross(props: TrailProps) {
  const { stations } = props
  const fade = useId()
  const now = stations.findIndex(station => station.state === 'now')
  const walked = now >= 0 ? now : stations.filter(station => station.state === 'done').length - 1
  const xAt = (at: number): number => 100 * at + 50
  const piece = (at: number): string =>
    `C ${xAt(at) + 45} ${heightAt(at)}, ${xAt(at + 1) - 45} ${heightAt(at + 1)}, ${xAt(at + 1)} ${heightAt(at + 1)}`
  const pieces = stations.slice(1).map((_, at) => piece(at))
  const start = `M 0 ${heightAt(0) + 2} L ${xAt(0)} ${heightAt(0)}`
  const end = `L ${stations.length * 100} ${heightAt(stations.length - 1) - 4}`
  const line = { fill: 'none', strokeWidth: 2, vectorEffect: 'non-scaling-stroke' } as const
  return (
    <>
      <div className={styles.across}>
        <svg className={styles.hill} viewBox={`0 0 ${stations.length * 100} 112`} preserveAspectRatio="none" aria-hidden="true">
          <defs>
            <linearGradient id={fade} x1="0" y1="0" x2="0" y2="1">
              <stop offset="0" stopColor="var(--pine-soft)" />
              <stop offset="1" stopColor="var(--pine-soft)" stopOpacity="0" />
            </linearGradient>
          </defs>
          <path d={`${start} ${pieces.join(' ')} ${end} V112 H0Z`} fill={`url(#${fade})`} />
          <path
            d={`M ${xAt(Math.max(0, walked))} ${heightAt(Math.max(0, walked))} ${pieces.slice(Math.max(0, walked)).join(' ')} ${end}`}
            {...line}
            stroke="var(--line-strong)"
            strokeDasharray="1 6"
            strokeLinecap="round"
          />
          <path d={`${start} ${pieces.slice(0, Math.max(0, walked)).join(' ')}`} {...line} stroke="var(--pine)" />
        </svg>
        <ol className={styles.stations}>
          {stations.map((station, at) => (
            <li key={station.id} className={styles[station.state]} aria-current={station.state === 'now' ? 'step' : undefined}>
              <StationPile state={station.state} top={heightAt(at) - 58} />
              <p className={styles.name}>
                <StationName station={station} />
                <span className="unseen"> ({props.told[station.state]})</span>
              </p>
              {station.note && <small>{station.note}</small>}
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.onPhone}>
        <TrailDown {...props} />
      </div>
    </>
  )
}

function StationName(props: { readonly station: Station }) {
  const { station } = props
  return station.to === undefined ? station.name : <To to={station.to}>{station.name}</To>
}

function StationPile(props: { readonly state: Station['state']; readonly top: number }) {
  const ahead = { fill: 'var(--surface)', stroke: 'var(--line-strong)', strokeDasharray: '2.5 2.5' }
  const laid = (opacity: number) => (props.state === 'ahead' ? ahead : { fill: 'var(--pine)', opacity })
  return (
    <svg className={styles.pile} width="40" height="60" viewBox="-20 -58 40 60" style={{ marginBlockStart: props.top }} aria-hidden="true">
      <ellipse cy="-2" rx="17" ry="5" {...laid(1)} />
      <ellipse cx="1.5" cy="-11" rx="13" ry="5" {...laid(0.9)} />
      <ellipse cx="-1" cy="-20" rx="9" ry="5" {...laid(0.8)} />
      {props.state === 'now' && <ellipse cx=".5" cy="-29" rx="6" ry="5" fill="var(--lichen)" />}
    </svg>
  )
}
