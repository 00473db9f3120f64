import { Section } from '../../kit/ui/Card.tsx'
import { Questions } from '../../kit/ui/LinkRows.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { MentorshipView } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import group from '../texts/group.en.json' with { type: 'json' }
import reverse from '../texts/reverse.en.json' with { type: 'json' }

interface KitProps {
  readonly format: MentorshipView['format']
  readonly side: 'mentor' | 'mentee'
  readonly partner: string
  /** The first part stands open while they have not met. */
  readonly open: boolean
}

type Part = 'mentor' | 'mentee' | 'hour' | 'agree' | 'stuck' | 'after'
const numbers = [1, 2, 3, 4] as const

/**
 * What has helped others at the first meeting, in five short parts; mentor and mentee each read what is theirs, and where the junior side
 * mentors the senior side, or several meet, it is other things that help.
 */
export function FirstMeetingKit({ format, side, partner, open }: KitProps) {
  const say = useWords(en)
  const sayReverse = useWords(reverse)
  const sayGroup = useWords(group)
  const lineOf = (of: Part, n: (typeof numbers)[number]) => {
    if (format === 'group') return sayGroup(`kit.${of}.${n}`)
    return of === 'after' || format !== 'reverse' ? say(`kit.${of}.${n}`, { partner }) : sayReverse(`kit.${of}.${n}`, { partner })
  }
  const linesOf = (of: Part) => numbers.map(n => lineOf(of, n))
  const part = (of: Part, isOpen = false) => ({
    question: format === 'group' ? sayGroup(`kit.${of}.title`) : say(`kit.${of}.title`),
    open: isOpen,
    answer: <Lines lines={linesOf(of)} />,
  })
  return (
    <Section title={say('kit.title')} note={say('kit.note')}>
      <Questions name={say('kit.title')} questions={[part(side, open), part('hour'), part('agree'), part('stuck'), part('after')]} />
    </Section>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className="stack">
      {lines.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
