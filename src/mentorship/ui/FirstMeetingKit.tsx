import { Section } from '../../kit/ui/Card.tsx'
import { Questions } from '../../kit/ui/LinkRows.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }

interface KitProps {
  readonly side: 'mentor' | 'mentee'
  readonly partner: string
  /** The first part stands open while they have not met. */
  readonly open: boolean
}

/** What has helped others at the first meeting, in five short parts; mentor and mentee each read what is theirs. */
export function FirstMeetingKit({ side, partner, open }: KitProps) {
  const say = useWords(en)
  const lines = (key: 'kit.hour' | 'kit.agree' | 'kit.stuck' | 'kit.after') =>
    [1, 2, 3, 4].map(n => say(`${key}.${n as 1 | 2 | 3 | 4}`, { partner }))
  const part = (key: 'kit.hour' | 'kit.agree' | 'kit.stuck' | 'kit.after', isOpen = false) => ({
    question: say(`${key}.title`),
    open: isOpen,
    answer: <Lines lines={lines(key)} />,
  })
  return (
    <Section title={say('kit.title')} note={say('kit.note')}>
      <Questions
        name={say('kit.title')}
        questions={[
          {
            question: say(`kit.${side}.title`),
            open,
            answer: <Lines lines={[1, 2, 3, 4].map(n => say(`kit.${side}.${n as 1 | 2 | 3 | 4}`, { partner }))} />,
          },
          part('kit.hour'),
          part('kit.agree'),
          part('kit.stuck'),
          part('kit.after'),
        ]}
      />
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
