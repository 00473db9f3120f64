import UserPlus from 'lucide-react/icons/user-plus'
import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import { Invitations } from './Invitations.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { Trusted } from './Trusted.tsx'

/** Who is trusted with running mentoring, and who is asked to. */
export default function StaffScreen() {
  const say = useWords(en)
  const [inviting, setInviting] = useState(false)
  const start = () => setInviting(true)
  return (
    <>
      <PageHead
        title={say('staff.title')}
        lead={say('staff.lead')}
        actions={
          <Button kind="primary" icon={UserPlus} onClick={start}>
            {say('staff.invite')}
          </Button>
        }
      />
      <div className="stack">
        <Trusted />
        <h2>{say('staff.invitations')}</h2>
        <Invitations onInvite={start} />
      </div>
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
    </>
  )
}
