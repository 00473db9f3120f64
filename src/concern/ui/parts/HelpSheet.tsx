import ArrowLeft from 'lucide-react/icons/arrow-left'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { Dialog } from '../../../kit/ui/Dialog.tsx'
import { Loaded } from '../../../kit/ui/Loaded.tsx'
import { Skeleton } from '../../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../../kit/ui/server.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { type ConcernKind, readHelp } from '../../contract.ts'
import { nameOfAct } from '../../rules/names.ts'
import en from '../../texts/en.json' with { type: 'json' }
import styles from './Help.module.css'
import { HelpPanel } from './HelpPanel.tsx'

/** *Help and changes* over any page of somebody who takes part. The page's address and title stay as they are, whatever is done in it. */
export function HelpSheet(props: { readonly open: boolean; readonly onClose: () => void; readonly programId?: string }) {
  const say = useWords(en)
  const help = useAnswer(readHelp, {}, { when: props.open })
  const [act, setAct] = useState<ConcernKind | null>(null)
  const [dirty, setDirty] = useState(false)
  const inside = useRef<HTMLDivElement>(null)
  const before = useRef<ConcernKind | null>(null)
  useEffect(() => {
    if (before.current !== act) inside.current?.closest('dialog')?.querySelector('h2')?.focus()
    before.current = act
  }, [act])
  const close = () => {
    setAct(null)
    setDirty(false)
    props.onClose()
  }
  const program = help.data?.programs.find(one => one.programId === props.programId) ?? help.data?.programs[0]
  return (
    <Dialog look="sheet" open={props.open} onClose={close} dirty={dirty} title={act ? say(nameOfAct(act, program)) : say('help.title')}>
      <div ref={inside} className={styles.panel}>
        {act && (
          <Button kind="link" icon={ArrowLeft} className={styles.back} onClick={() => setAct(null)}>
            {say('help.back')}
          </Button>
        )}
        <Loaded answer={help} meanwhile={<Skeleton of="lines" count={8} />}>
          {answer => <HelpPanel level={3} help={answer} programId={props.programId} act={act} onAct={setAct} onDirty={setDirty} />}
        </Loaded>
      </div>
    </Dialog>
  )
}
