import { useEffect, useRef, useState } from 'react'

const around = 20

/**
 * Which rows of a long list are near what can be seen; the rest is room above and below, so that the page scrolls as if all were there.
 * Short lists are drawn whole. Rows are of one height.
 */
export function useWindowed(count: number, rowHeight: number, whole: number) {
  const list = useRef<HTMLUListElement>(null)
  const [first, setFirst] = useState(0)
  const isLong = count > whole
  useEffect(() => {
    if (!isLong) return
    let asked = 0
    const look = () => {
      asked = 0
      const top = list.current?.getBoundingClientRect().top ?? 0
      // steps of ten rows, so that scrolling does not draw anew at each pixel
      setFirst(Math.max(0, Math.floor(-top / rowHeight / 10) * 10 - around))
    }
    const scrolled = () => {
      asked ||= requestAnimationFrame(look)
    }
    look()
    addEventListener('scroll', scrolled, { passive: true })
    addEventListener('resize', scrolled)
    return () => {
      removeEventListener('scroll', scrolled)
      removeEventListener('resize', scrolled)
      cancelAnimationFrame(asked)
    }
  }, [isLong, rowHeight])
  if (!isLong) return { list, from: 0, until: count, above: 0, below: 0 }
  const seen = Math.ceil((typeof innerHeight === 'number' ? innerHeight : 1000) / rowHeight)
  const from = Math.min(first, Math.max(0, count - seen))
  const until = Math.min(count, from + seen + 2 * around + 10)
  return { list, from, until, above: from * rowHeight, below: (count - until) * rowHeight }
}
