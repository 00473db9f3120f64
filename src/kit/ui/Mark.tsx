/** The product's mark: three stones. */
export function Mark(props: { readonly size?: number }) {
  const size = props.size ?? 28
  return (
    <svg width={size} height={size} viewBox="2 18 116 116" aria-hidden="true">
      <path d="M5 112c1-15 25-23 57-22 36 1 55 10 54 23-1 12-23 19-57 19S3 126 5 112Z" fill="var(--pine)" />
      <path d="M20 76c2-14 21-20 44-19 26 1 39 10 38 22-1 12-18 17-43 17s-42-6-39-20Z" fill="var(--pine)" opacity=".74" />
      <path d="M38 38c0-12 10-20 22-19 13 0 20 9 19 20-1 10-9 15-21 15s-20-5-20-16Z" fill="var(--lichen)" />
    </svg>
  )
}
