/** Something that the person at the keyboard can mend: told plainly, exit 2. */
export class Unusable extends Error {
  readonly sentences: readonly string[]
  constructor(...sentences: readonly string[]) {
    super(sentences.join(' '))
    this.name = 'Unusable'
    this.sentences = sentences
  }
}
