import ArrowLeft from 'lucide-react/icons/arrow-left'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type ConcernKind, readHelp } from '../contract.ts'
import { nameOfAct } from '../rules/names.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './parts/Help.module.css'
import { HelpPanel } from './parts/HelpPanel.tsx'

/** *Help and changes* as a page of its own. Its title and address stay the same whatever is open, so the browser remembers nothing else. */
export default function HelpScreen() {
  const say = useWords(en)
  const help = useAnswer(readHelp, {})
  const [act, setAct] = useState<ConcernKind | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (act) title.current?.focus()
  }, [act])
  return (
    <>
      <PageHead title={say('help.title')} />
      <div className={styles.panel}>
        {act && (
          <>
            <Button kind="link" icon={ArrowLeft} className={styles.back} onClick={() => setAct(null)}>
              {say('help.back')}
            </Button>
            <h2 ref={title} tabIndex={-1} className={styles.title}>
              {say(nameOfAct(act, help.data?.programs[0]))}
            </h2>
          </>
        )}
        <Loaded answer={help} meanwhile={<Skeleton of="lines" count={8} />}>
          {answer => <HelpPanel level={2} help={answer} act={act} onAct={setAct} onDirty={() => {}} />}
        </Loaded>
      </div>
    </>
  )
}
