import MoreHorizontal from 'lucide-react/icons/ellipsis'
import Mail from 'lucide-react/icons/mail'
import Pencil from 'lucide-react/icons/pencil'
import Plus from 'lucide-react/icons/plus'
import Send from 'lucide-react/icons/send-horizontal'
import { useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { Chip, FilterChip, SetFilter } from '../../../kit/ui/Chip.tsx'
import { AnyOf, OneOf } from '../../../kit/ui/Choices.tsx'
import { DateField } from '../../../kit/ui/DateField.tsx'
import { ReadOnlyField, SearchField, TextArea, TextField } from '../../../kit/ui/Field.tsx'
import { FileDrop } from '../../../kit/ui/FileDrop.tsx'
import { IconButton } from '../../../kit/ui/IconButton.tsx'
import { Menu } from '../../../kit/ui/Menu.tsx'
import { BareSelect, NativeSelect } from '../../../kit/ui/NativeSelect.tsx'
import { RankedChoices } from '../../../kit/ui/RankedChoices.tsx'
import { Select } from '../../../kit/ui/Select.tsx'
import { Piece, State } from './Piece.tsx'
import styles from './Pieces.module.css'
import { useSample } from './sample.ts'

/** Buttons, chips, menus and everything that takes an answer. */
export function Asking() {
  const t = useSample()
  return (
    <div className={styles.grid}>
      <Piece title={t('Buttons')}>
        <div className={styles.line}>
          <Button kind="primary">{t('Publish')}</Button>
          <Button>{t('Try it')}</Button>
          <Button kind="quiet">{t('Later')}</Button>
          <Button kind="link">{t('See votes')}</Button>
          <Button kind="danger">{t('End this mentorship')}</Button>
        </div>
        <div className={styles.line}>
          <Button kind="primary" icon={Send}>
            {t('Send')}
          </Button>
          <span className={styles.focused}>
            <Button kind="primary">{t('Focused')}</Button>
          </span>
          <Button kind="primary" icon={Send} busy>
            {t('Sending')}
          </Button>
          <Button busy>{t('Saving it')}</Button>
          <Button kind="danger-filled">{t('End it now')}</Button>
        </div>
        <div className={styles.line}>
          <Button kind="primary" disabledReason={t('Two votes are still open.')}>
            {t('Ask 74 people')}
          </Button>
          <Button size="small">{t('Small')}</Button>
          <Button size="big" kind="primary">
            {t('Big')}
          </Button>
        </div>
        <div className={styles.line}>
          <IconButton icon={MoreHorizontal} name={t('More')} />
          <IconButton icon={Pencil} name={t('Change the name')} look="framed" />
          <IconButton icon={Send} name={t('Send')} look="primary" />
          <Menu
            name={t('What to do')}
            trigger={given => (
              <Button {...given} icon={Plus}>
                {t('Open a menu')}
              </Button>
            )}
            entries={[
              { id: 'write', name: t('Write to both'), icon: Mail, hint: t('One mail each') },
              { id: 'change', name: t('Change something'), icon: Pencil },
              { id: 'stop', name: t('Publish'), disabledReason: t('Two votes are still open') },
              { id: 'end', name: t('End this mentorship'), tone: 'rowan', apart: true },
            ]}
          />
        </div>
      </Piece>
      <Piece title={t('Chips and filters')}>
        <div className={styles.line}>
          <Chip tone="pine">{t('Together')}</Chip>
          <Chip tone="clay">{t('No date yet')}</Chip>
          <Chip tone="rowan">{t('No meeting for 5 weeks')}</Chip>
          <Chip tone="tarn">{t('Being matched')}</Chip>
          <Chip tone="lichen">{t('In training')}</Chip>
          <Chip tone="heather">{t('Mentee')}</Chip>
          <Chip>{t('Paused')}</Chip>
          <Chip tone="outline">{t('Autumn 2026')}</Chip>
        </div>
        <Filters />
      </Piece>
      <Piece title={t('Fields')} wide>
        <Fields />
      </Piece>
      <Piece title={t('Choices')} wide>
        <ChoiceSamples />
      </Piece>
      <Piece title={t('A file, by any way')} wide>
        <div className={styles.stack}>
          <FileDrop
            label={t('People file')}
            hint={t('CSV, up to 50 MB. Nothing is written before you have seen what would happen.')}
            accept=".csv,text/csv"
            words={{ choose: t('Choose a file'), drop: t('Drop a file here'), paste: t('Paste rows'), pastedName: 'pasted.csv' }}
            onFile={() => {}}
          />
          <FileDrop
            label={t('Second people file')}
            hint=""
            error={t('This is not a CSV file. Line 1 has no separator that repeats.')}
            accept=".csv,text/csv"
            words={{ choose: t('Choose another'), drop: t('Drop a file here'), paste: t('Paste rows'), pastedName: 'pasted.csv' }}
            onFile={() => {}}
          />
        </div>
      </Piece>
    </div>
  )
}

function Filters() {
  const t = useSample()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(true)
  return (
    <>
      <div className={styles.line}>
        <SearchField label={t('Search people')} placeholder={t('Name, ward, skill or goal')} value={typed} onChange={setTyped} />
      </div>
      <div className={styles.line}>
        <FilterChip on={open} count={9} onChange={setOpen}>
          {t('Left out')}
        </FilterChip>
        <FilterChip on={false} count={11} onChange={() => {}}>
          {t('Taken in with a gap')}
        </FilterChip>
        <SetFilter onRemove={() => {}}>{t('Site: City, Coast')}</SetFilter>
      </div>
    </>
  )
}

function Fields() {
  const t = useSample()
  const [name, setName] = useState('Wren Castillo')
  const [mail, setMail] = useState('wren@halden')
  const [words, setWords] = useState('')
  const [places, setPlaces] = useState<string | null>(null)
  const [language, setLanguage] = useState<string | null>('pt')
  const [day, setDay] = useState<string | null>('2027-03-01')
  const options = [
    { key: 'en', name: t('English') },
    { key: 'pt', name: t('Portuguese') },
    { key: 'de', name: t('German') },
  ]
  const who = [
    { key: 'name', name: t('Name'), hint: t('As the person writes it') },
    { key: 'email', name: t('Work e-mail'), hint: t('Tells people apart') },
    { key: 'role', name: t('Role'), hint: t('Mentor, mentee or both') },
    { key: 'none', name: t('Not imported') },
  ]
  return (
    <div className={styles.three}>
      <TextField label={t('Full name')} hint={t('As you sign a letter')} value={name} onChange={setName} />
      <TextField
        label={t('E-mail')}
        type="email"
        error={t('Something is missing after “halden”, such as .example')}
        value={mail}
        onChange={setMail}
      />
      <TextField label={t('Places')} type="number" optional hint={t('How many people you can take')} value="2" onChange={() => {}} />
      <TextArea
        label={t('A line with it')}
        optional
        voice
        value={words}
        onChange={setWords}
        placeholder={t('Hello Leila, would one of these times suit you?')}
      />
      <TextArea
        label={t('What happened?')}
        maxLength={60}
        left={count => t(`${count} letters left`)}
        value={t('I leave each time feeling judged, and do not know')}
        onChange={() => {}}
      />
      <ReadOnlyField
        label={t('E-mail of your account')}
        value="maya.lindqvist@halden.example"
        hint={t('Your organization keeps this one.')}
      />
      <NativeSelect label={t('Language')} options={options} value={language} onChange={setLanguage} />
      <NativeSelect
        label={t('Room for')}
        options={options}
        value={places}
        placeholder={t('Choose one')}
        error={t('One number is needed.')}
        onChange={setPlaces}
      />
      <State name={t('In a table')}>
        <BareSelect small name={t('Goes to')} options={options} value={language} onChange={setLanguage} />
      </State>
      <Select
        label={t('Goes to')}
        placeholder={t('Choose a column')}
        options={who}
        value={places}
        onChange={setPlaces}
        hint={t('Options with a second line')}
      />
      <DateField label={t('First day')} value={day} onChange={setDay} hint={t('Mentoring begins')} />
      <DateField label={t('Last day')} value={null} onChange={() => {}} error={t('The last day lies before the first.')} />
    </div>
  )
}

type Topic = 'team' | 'talks' | 'meetings' | 'rotas' | 'no'

function ChoiceSamples() {
  const t = useSample()
  const [act, setAct] = useState<'know' | 'talk' | 'act' | null>(null)
  const [kept, setKept] = useState<readonly Topic[]>(['team', 'no'])
  const [ranked, setRanked] = useState<readonly Topic[]>(['team', 'talks', 'no'])
  const topics = [
    { key: 'team', name: t('Running a team') },
    { key: 'talks', name: t('Difficult conversations') },
    { key: 'meetings', name: t('Speaking up in meetings') },
    { key: 'rotas', name: t('Rotas and budgets') },
    { key: 'no', name: t('Saying no') },
  ] as const
  return (
    <div className={styles.three}>
      <OneOf
        question={t('What would you like now?')}
        value={act}
        onChange={setAct}
        choices={[
          { key: 'know', name: t('Just so you know'), hint: t('It is written down. Nobody does anything unless someone is in danger.') },
          { key: 'talk', name: t('Talk to me first'), hint: t('They call you before anything else happens.') },
          {
            key: 'act',
            name: t('Please act'),
            hint: t('They tell you what they will do, then do it.'),
            disabledReason: t('Choose a person first.'),
          },
        ]}
      />
      <AnyOf
        question={t('Which of these do you bring?')}
        optional
        most={3}
        fullReason={t('Three are chosen')}
        error={kept.length === 0 ? t('Choose at least one, or leave the page.') : undefined}
        value={kept}
        onChange={setKept}
        choices={topics}
      />
      <RankedChoices
        question={t('What would you like to get better at?')}
        hint={t('Choose up to three. Put the most important first.')}
        most={3}
        value={ranked}
        onChange={setRanked}
        choices={topics}
        words={{
          move: name => t(`Move ${name}`),
          earlier: t('Earlier'),
          later: t('Later'),
          takeOut: t('Take it out'),
          full: t('Three are chosen. Take one out first.'),
          placed: (name, place, of) => t(`${name} is now ${place} of ${of}`),
        }}
      />
    </div>
  )
}
