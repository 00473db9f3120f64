import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { Facts } from '../../kit/ui/Facts.tsx'
import { NativeSelect } from '../../kit/ui/NativeSelect.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type ImportView, listProblems, readImport, reReadImport, type Wish } from '../contract/imports.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './participant.module.css'

const encodings = ['utf-8', 'windows-1252', 'windows-1250', 'windows-1251', 'macintosh', 'utf-16le', 'utf-16be'] as const
const delimiters = [',', ';', '\t', '|', ':', ' '] as const

/** Characters, what stands between cells, the line of the headings: found out, shown, and changed in one place. */
export function HowWeReadIt({ view }: { readonly view: ImportView }) {
  const say = useWords(en)
  const [changing, setChanging] = useState(false)
  const { readAs } = view
  if (!readAs) return null
  const encoding = encodings.find(one => one === readAs.encoding) ?? 'utf-8'
  const delimiter = delimiters.find(one => one === readAs.delimiter)
  const words = readAs.encodingWords.slice(0, 3)
  const facts = [
    {
      term: say('read.characters'),
      told: say(`encoding.${encoding}`),
      note:
        words.length > 0
          ? say(readAs.sure.encoding ? 'read.looksRight' : 'read.looksRightUnsure', { words, count: words.length })
          : say('read.plainLetters'),
    },
    {
      term: say('read.between'),
      told: delimiter === undefined ? say('read.sign', { sign: readAs.delimiter }) : say(`delimiter.${delimiterName(delimiter)}`),
      note: say('read.width', { count: readAs.width, share: readAs.agreeingShare }),
    },
    {
      term: say('read.headings'),
      told: readAs.headerLine === null ? say('read.noHeadings') : say('read.line', { line: readAs.headerLine }),
      note: readAs.before.length > 0 ? say('read.before', { count: readAs.before.length }) : say('read.fromTop'),
    },
  ]
  return (
    <Card title={say('read.title')}>
      <Facts facts={facts} across />
      {changing ? (
        <AnotherWay view={view} close={() => setChanging(false)} />
      ) : (
        view.may.map === true && (
          <Button kind="link" onClick={() => setChanging(true)}>
            {say('read.another')}
          </Button>
        )
      )}
    </Card>
  )
}

type DelimiterName = 'comma' | 'semicolon' | 'tab' | 'bar' | 'colon' | 'space'
const delimiterName = (delimiter: (typeof delimiters)[number]): DelimiterName =>
  (({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar', ':': 'colon', ' ': 'space' }) as const)[delimiter]

function AnotherWay({ view, close }: { readonly view: ImportView; readonly close: () => void }) {
  const say = useWords(en)
  const readAgain = useAct(reReadImport, { renews: [readImport, listProblems], done: close })
  const [wish, setWish] = useState<Wish>({
    encoding: encodings.find(one => one === view.readAs?.encoding) ?? 'utf-8',
    delimiter: view.readAs?.delimiter ?? ',',
    headerLine: view.readAs?.headerLine ?? null,
  })
  const lines = Array.from({ length: 12 }, (_, n) => n + 1)
  return (
    <div className={styles.anotherWay}>
      <NativeSelect
        label={say('read.characters')}
        options={encodings.map(key => ({ key, name: say(`encoding.${key}`) }))}
        value={wish.encoding ?? 'utf-8'}
        onChange={encoding => setWish({ ...wish, encoding })}
      />
      <NativeSelect
        label={say('read.between')}
        options={delimiters.map(key => ({ key: key as string, name: say(`delimiter.${delimiterName(key)}`) }))}
        value={wish.delimiter ?? ','}
        onChange={delimiter => setWish({ ...wish, delimiter })}
      />
      <NativeSelect
        label={say('read.headings')}
        options={[
          ...lines.map(line => ({ key: String(line), name: say('read.line', { line }) })),
          { key: 'none', name: say('read.noHeadings') },
        ]}
        value={wish.headerLine == null ? 'none' : String(wish.headerLine)}
        onChange={line => setWish({ ...wish, headerLine: line === 'none' ? null : Number(line) })}
        error={readAgain.refusal ? `${readAgain.refusal.title}. ${readAgain.refusal.detail ?? ''}` : undefined}
      />
      <div className="row">
        <Button kind="plain" busy={readAgain.busy} onClick={() => readAgain.start({ importId: view.id, ...wish }, view.version)}>
          {say('read.again')}
        </Button>
        <Button kind="quiet" onClick={close}>
          {say('read.leave')}
        </Button>
      </div>
    </div>
  )
}
