import { Sunken } from '../../kit/ui/Card.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { compareArrangements } from '../contract/arrangement.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'

interface ComparedArrangementsProps {
  readonly fromId: string
  readonly toId: string
  /** When the first of the two went out, where it is an earlier wave. */
  readonly wave?: string
}

/** Two arrangements beside each other: who moves, the average and the lowest. */
export function ComparedArrangements({ fromId, toId, wave }: ComparedArrangementsProps) {
  const say = useWords(en)
  const answer = useAnswer(compareArrangements, { arrangementId: fromId, with: toId })
  return (
    <Loaded answer={answer}>
      {({ from, to, moves, same }) => {
        const cell = (side: (typeof moves)[number]['from']) =>
          side ? say('compare.cell', { mentor: side.mentor, shown: side.shown }) : say('compare.nobody')
        const figure = (told: number | null) => (told === null ? '' : say('compare.average', { average: told }))
        return (
          <Sunken title={wave ? say('compare.wave', { at: wave }) : say('compare.title', { from: from.number, to: to.number })}>
            <p>{moves.length === 0 ? say('compare.none') : say('compare.same', { count: same })}</p>
            <div className={styles.scroll}>
              <table className={styles.compared}>
                <thead>
                  <tr>
                    <th scope="col">{say('compare.mentee')}</th>
                    <th scope="col">{wave ? say('compare.waveBefore') : say('compare.in', { number: from.number })}</th>
                    <th scope="col">{wave ? say('compare.waveNow') : say('compare.in', { number: to.number })}</th>
                  </tr>
                </thead>
                <tbody>
                  {moves.slice(0, 200).map(move => (
                    <tr key={`${move.menteeId} ${move.from?.mentorId} ${move.to?.mentorId}`}>
                      <th scope="row">{move.mentee}</th>
                      <td>{cell(move.from)}</td>
                      <td>{move.isIn ? cell(move.to) : say('compare.notIn')}</td>
                    </tr>
                  ))}
                  <tr>
                    <th scope="row">{say('compare.total')}</th>
                    <td>{figure(from.average)}</td>
                    <td>{figure(to.average)}</td>
                  </tr>
                  <tr>
                    <th scope="row">{say('compare.lowest')}</th>
                    <td>{figure(from.lowest)}</td>
                    <td>{figure(to.lowest)}</td>
                  </tr>
                </tbody>
              </table>
            </div>
          </Sunken>
        )
      }}
    </Loaded>
  )
}
