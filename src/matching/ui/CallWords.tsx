import Copy from 'lucide-react/icons/copy'
import { withoutTurns } from '../../kit/texts/direction.ts'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import type { readShortage, WishedQuestion } from '../contract/shortage.ts'
import { calledFor, languagesCalledFor } from '../rules/shortage.ts'
import en from '../texts/shortage.en.json' with { type: 'json' }
import { useLanguageNames } from './language-names.ts'
import styles from './shortage.module.css'

interface CallWordsProps {
  readonly questions: readonly WishedQuestion[]
  /** Null: it is not known yet, or cannot be. */
  readonly solved: Extract<Answer<typeof readShortage>, { state: 'told' }> | null
}

/** What is wished for and short, as words to paste into a call for mentors. */
export function CallWords({ questions, solved }: CallWordsProps) {
  const say = useWords(en)
  const language = useLanguageNames()
  const waiting = solved ? solved.mentees - solved.placed : 0
  const languages = solved ? languagesCalledFor(solved.ruledOutBy, solved.wanted).map(language) : []
  const called = calledFor(questions)
  const lines = [
    ...called.map(({ question, answers }) =>
      question.offered ? say('shortage.call.offered', { answers }) : say('shortage.call.same', { question: question.mentor, answers }),
    ),
    ...(languages.length > 0 ? [say('shortage.call.languages', { languages })] : []),
    ...(waiting > 0 ? [say('shortage.call.waiting', { count: waiting })] : []),
  ]
  return (
    <Card title={say('shortage.call')}>
      {called.length + languages.length === 0 ? (
        <p className="muted">{say('shortage.call.none')}</p>
      ) : (
        <div className="stack">
          <div className={styles.call} dir="auto">
            {lines.map(line => (
              <p key={line}>{line}</p>
            ))}
          </div>
          <div className="row wrap">
            <Button
              icon={Copy}
              onClick={() =>
                void navigator.clipboard.writeText(withoutTurns(lines.join('\n'))).then(() => tell(say('shortage.call.copied')))
              }
            >
              {say('shortage.call.copy')}
            </Button>
          </div>
          <p className="hint">{say('shortage.call.hint')}</p>
        </div>
      )}
    </Card>
  )
}
