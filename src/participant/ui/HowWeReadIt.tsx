import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { Facts } from '../../kit/ui/Facts.tsx'
import { NativeSelect } from '../../kit/ui/NativeSelect.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Wish } from '../contract/import-file.ts'
import type { ImportView } from '../contract/imports.ts'
import en from '../texts/en.json' with { type: 'json' }
import type { Draft } from './draft.ts'
import styles from './participant.module.css'
import { encodings, readingNow } from './reading.ts'

const delimiters = [',', ';', '\t', '|', ':', ' '] as const

/** Characters, what stands between cells, the line of the headings: found out, shown, and changed in one place. */
export function HowWeReadIt({ view, draft }: { readonly view: ImportView; readonly draft: Draft }) {
  const say = useWords(en)
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
      {draft.wish ? (
        <AnotherWay wish={draft.wish} draft={draft} />
      ) : (
        view.may.map === true && (
          <Button kind="link" onClick={() => draft.want(readingNow(view))}>
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

function AnotherWay({ wish, draft }: { readonly wish: Wish; readonly draft: Draft }) {
  const say = useWords(en)
  const { read, want } = draft
  const lines = Array.from({ length: 12 }, (_, n) => n + 1)
  return (
    <div className={styles.anotherWay}>
      <NativeSelect
        label={say('read.characters')}
        options={encodings.map(key => ({ key, name: say(`encoding.${key}`) }))}
        value={wish.encoding ?? 'utf-8'}
        onChange={encoding => want({ ...wish, encoding })}
      />
      <NativeSelect
        label={say('read.between')}
        options={delimiters.map(key => ({ key: key as string, name: say(`delimiter.${delimiterName(key)}`) }))}
        value={wish.delimiter ?? ','}
        onChange={delimiter => want({ ...wish, delimiter })}
      />
      <NativeSelect
        label={say('read.headings')}
        options={[
          ...lines.map(line => ({ key: String(line), name: say('read.line', { line }) })),
          { key: 'none', name: say('read.noHeadings') },
        ]}
        value={wish.headerLine == null ? 'none' : String(wish.headerLine)}
        onChange={line => want({ ...wish, headerLine: line === 'none' ? null : Number(line) })}
        error={read.refusal ? `${read.refusal.title}. ${read.refusal.detail ?? ''}` : undefined}
      />
      <div className="row">
        <Button
          kind="plain"
          busy={draft.busy}
          disabledReason={draft.isReadingChanged ? undefined : say('read.same')}
          reasonHidden
          onClick={draft.workOut}
        >
          {say('read.again')}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            want(null)
            read.forget()
          }}
        >
          {say('read.leave')}
        </Button>
      </div>
    </div>
  )
}
