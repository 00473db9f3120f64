import { Pile } from '../../../kit/ui/Pile.tsx'
import { Landscape } from '../../../kit/ui/Scene.tsx'
import { Pair, Stone } from '../../../kit/ui/Stone.tsx'
import { Piece } from './Piece.tsx'
import styles from './Pieces.module.css'
import { people, useSample } from './sample.ts'

const colors = [
  ['pine', 'the one action color'],
  ['lichen', 'trail mark, never text'],
  ['rowan', 'needs you, error'],
  ['clay', 'watch, a cost'],
  ['tarn', 'information'],
  ['heather', 'private, mentors'],
  ['paper', 'ground'],
  ['sunken', 'quiet areas'],
  ['ink', 'text'],
  ['ink-2', 'second text'],
  ['ink-3', 'hints'],
  ['line-strong', 'field edges'],
] as const

const sizes = [24, 28, 32, 36, 48, 56, 64] as const

/** Color, type, stones, piles and the landscape. */
export function Look() {
  const t = useSample()
  return (
    <div className={styles.grid}>
      <Piece title={t('Color')} wide>
        <ul className={styles.swatches}>
          {colors.map(([name, use]) => (
            <li key={name}>
              <i style={{ background: `var(--${name})` }} />
              <b>{name}</b>
              <small>{t(use)}</small>
            </li>
          ))}
        </ul>
        <div className={styles.ramp}>
          {[1, 2, 3, 4, 5, 6].map(step => (
            <i key={step} style={{ background: `var(--data-${step})` }} />
          ))}
          <small>{t('data 1 to 6')}</small>
        </div>
      </Piece>
      <Piece title={t('Type')}>
        <p className="hello">{t('People speak in Newsreader')}</p>
        <p className="lead">{t('Greetings, questions, quotes, notes, letters.')}</p>
        <p className={styles.t28}>{t('The product speaks in Figtree')}</p>
        <p>
          {t('Body 15 px on 1.5. Tables use tabular')} <span className="num">0123456789</span>.
        </p>
        <p className="hint">{t('Hint 14 px. Labels are never only placeholders.')}</p>
        <p className="quote">{t('“I am good with patients and quiet in meetings.”')}</p>
      </Piece>
      <Piece title={t('Stones')}>
        <div className={styles.line}>
          {Object.values(people).map(person => (
            <Stone key={person.id} {...person} size={48} alone />
          ))}
        </div>
        <div className={styles.line}>
          {sizes.map(size => (
            <Stone key={size} {...people.maya} size={size} alone />
          ))}
          <Pair of={[people.samuel, people.maya]} size={48} alone />
        </div>
        <div className={styles.line}>
          {[0, 1, 2, 3, 4, 5].map(done => (
            <Pile key={done} done={done} of={5} told={t(`${done} of 5`)} />
          ))}
        </div>
        <div className={styles.line}>
          <Pile done={7} of={12} told={t('7 of 12')} />
          <Pile done={1} of={2} told={t('1 of 2 steps')} width={26} beside />
        </div>
      </Piece>
      <Piece title={t('Landscape, for sign-in')} wide>
        <div className={styles.landscape}>
          <Landscape />
        </div>
      </Piece>
    </div>
  )
}
