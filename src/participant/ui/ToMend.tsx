import Download from 'lucide-react/icons/download'
import { buttonClass } from '../../kit/ui/Button.tsx'
import { Icon } from '../../kit/ui/Icon.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { ImportView } from '../contract/imports.ts'
import en from '../texts/en.json' with { type: 'json' }

/** The rows that stayed outside or came in with a gap, as a file to mend and bring again; nothing where there is none or the file is gone. */
export function ToMend({ view, count, full }: { readonly view: ImportView; readonly count: number; readonly full?: boolean }) {
  const say = useWords(en)
  if (count === 0 || view.forgotten) return null
  return (
    <a
      className={buttonClass({ kind: 'plain', full: full === true })}
      href={`/api/v1/imports/${view.id}/error-file`}
      download={say('happen.mendName', { name: view.fileName.replace(/\.\w+$/, '') })}
    >
      <Icon of={Download} /> {say('happen.mend', { count })}
    </a>
  )
}
