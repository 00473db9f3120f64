import Plus from 'lucide-react/icons/plus'
import X from 'lucide-react/icons/x'
import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { ChoicesFieldset } from '../../kit/ui/Choices.tsx'
import { DateField } from '../../kit/ui/DateField.tsx'
import { IconButton } from '../../kit/ui/IconButton.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { mostHolidays } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

interface HolidaysProps {
  /** Calendar days, earliest first. */
  readonly days: readonly string[]
  readonly onChange: (days: readonly string[]) => void
}

/** Days are added one by one and taken away again; nothing is saved before the form is. */
export function Holidays({ days, onChange }: HolidaysProps) {
  const say = useWords(en)
  const [day, setDay] = useState<string | null>(null)
  const reason =
    day === null
      ? say('organization.whichHoliday')
      : days.includes(day)
        ? say('organization.holidayThere')
        : days.length >= mostHolidays
          ? say('organization.mostHolidays', { most: mostHolidays })
          : undefined
  const add = () => {
    if (day === null) return
    onChange([...days, day].sort())
    setDay(null)
  }
  return (
    <ChoicesFieldset question={say('organization.holidays')} hint={say('organization.holidaysHint')}>
      {days.length === 0 ? (
        <p className="muted">{say('organization.noHolidays')}</p>
      ) : (
        <ul>
          {days.map(one => (
            <li key={one} className="row">
              <span className="grow">{say('organization.holidayOn', { day: one })}</span>
              <IconButton
                icon={X}
                name={say('organization.removeHoliday', { day: one })}
                onClick={() => onChange(days.filter(kept => kept !== one))}
              />
            </li>
          ))}
        </ul>
      )}
      <DateField label={say('organization.holiday')} value={day} onChange={setDay} />
      <div>
        <Button icon={Plus} disabledReason={reason} onClick={add}>
          {say('organization.addHoliday')}
        </Button>
      </div>
    </ChoicesFieldset>
  )
}
