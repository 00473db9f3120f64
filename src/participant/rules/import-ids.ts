/** Two ids that differ in capitals, blanks or the width of their signs only: mostly one person, written twice. */
export const foldedId = (id: string): string =>
  id
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}]+/gu, '')
