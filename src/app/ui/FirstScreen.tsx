import { useEffect } from 'react'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { useLeave, usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { readViewer } from '../../person/contract/viewer.ts'
import en from '../texts/en.json' with { type: 'json' }

/** The bare address of an organization leads everybody to where their work is. */
export default function FirstScreen() {
  const say = useWords(en)
  const leave = useLeave()
  const { organization } = usePlace<'organization'>()
  const viewer = useAnswer(readViewer, {})
  const grants = viewer.data?.grants
  useEffect(() => {
    if (grants) leave(grants.length > 0 ? '/$organization/programs' : '/$organization/home', { organization })
  }, [grants, leave, organization])
  return (
    <>
      <PageHead title={viewer.data?.organization.name ?? say('product')} />
      <Skeleton of="cards" count={2} />
    </>
  )
}
