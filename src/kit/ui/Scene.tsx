import type { ReactNode } from 'react'

/**
 * Small pictures from five parts: hill, stone, dashed stone, dotted path, sun. Decoration only, hidden from readers.
 * `begin` first stone of a pile · `path` the way ahead, nothing waits · `apart` two stones that do not meet · `rest` a whole pile
 */
export type SceneName = 'begin' | 'path' | 'apart' | 'rest'

const hill = <path d="M0 96C50 76 120 98 200 80V110H0Z" fill="var(--stone-1)" />
const dashed = { fill: 'none', stroke: 'var(--line-strong)', strokeDasharray: '3 4', strokeWidth: 1.5 } as const

const scenes: Readonly<Record<SceneName, ReactNode>> = {
  begin: (
    <>
      <ellipse cx="100" cy="84" rx="26" ry="9" fill="var(--pine)" />
      <ellipse cx="100" cy="68" rx="18" ry="8" {...dashed} />
      <ellipse cx="100" cy="53" rx="11" ry="7" {...dashed} />
    </>
  ),
  path: (
    <>
      <path
        d="M10 92C60 70 120 84 190 60"
        fill="none"
        stroke="var(--line-strong)"
        strokeWidth="2"
        strokeDasharray="1 7"
        strokeLinecap="round"
      />
      <circle cx="160" cy="30" r="14" fill="var(--lichen)" />
    </>
  ),
  apart: (
    <>
      <ellipse cx="70" cy="84" rx="22" ry="8" fill="var(--stone-3)" />
      <ellipse cx="130" cy="80" rx="22" ry="8" fill="var(--stone-4)" />
      <path d="M92 82h16" stroke="var(--line-strong)" strokeWidth="2" strokeDasharray="2 4" />
    </>
  ),
  rest: (
    <>
      <ellipse cx="100" cy="84" rx="26" ry="9" fill="var(--pine)" />
      <ellipse cx="101" cy="69" rx="18" ry="8" fill="var(--pine)" opacity=".8" />
      <ellipse cx="99" cy="55" rx="11" ry="7" fill="var(--lichen)" />
    </>
  ),
}

export function Scene(props: { readonly name: SceneName }) {
  return (
    <svg viewBox="0 0 200 110" width="200" height="110" aria-hidden="true">
      {hill}
      {scenes[props.name]}
    </svg>
  )
}

/** The wave of hills behind the head of a card that holds a moment: the next step, a date, a person to meet. */
export function Hills(props: { readonly className?: string | undefined }) {
  return (
    <svg className={props.className} viewBox="0 0 640 150" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 96 C 110 52 200 92 300 70 C 420 42 520 84 640 40 V150 H0Z" fill="var(--stone-1)" />
      <path d="M0 122 C 140 92 260 122 380 102 C 480 86 560 104 640 88 V150 H0Z" fill="var(--pine-soft)" />
    </svg>
  )
}

/** The large landscape beside a sign-in. */
export function Landscape(props: { readonly className?: string | undefined }) {
  return (
    <svg className={props.className} viewBox="0 0 760 900" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <rect width="760" height="900" fill="var(--pine-soft)" />
      <circle cx="520" cy="250" r="70" fill="var(--sun)" opacity=".8" />
      <path d="M0 470C150 400 260 450 400 400s240-40 360 10v490H0Z" fill="var(--hill-1)" />
      <path d="M0 560c160-60 300 10 460-40s210-10 300-30v410H0Z" fill="var(--hill-2)" />
      <path d="M0 660c200-50 380 20 760-40v280H0Z" fill="var(--hill-3)" />
      <path d="M0 770c240-60 460 10 760-40v170H0Z" fill="var(--hill-4)" />
      <g transform="translate(300 770)">
        <path d="M-120 0c2-26 52-40 124-38 76 2 118 18 116 42-2 22-46 34-120 34S-122 24-120 0Z" fill="var(--boulder-1)" />
        <path d="M-84-64c4-22 42-34 92-32 54 2 80 18 78 38-2 22-36 30-88 30s-86-12-82-36Z" fill="var(--boulder-2)" />
        <path d="M-56-122c2-20 30-30 62-28 36 2 56 16 54 34-2 20-26 26-60 26s-58-10-56-32Z" fill="var(--boulder-3)" />
        <path d="M-30-178c0-20 16-34 36-33 20 1 32 16 30 34-2 18-16 24-34 24s-32-8-32-25Z" fill="var(--lichen)" />
      </g>
    </svg>
  )
}
