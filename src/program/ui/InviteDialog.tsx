import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { NativeSelect } from '../../kit/ui/NativeSelect.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { readViewer } from '../../person/contract/viewer.ts'
import { invite, listInvitations } from '../../person/contract.ts'
import { listPrograms } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

/** Asks somebody to take on a role of staff. A mail carries the link, or a letter that waits to be handed over; nothing else is sent. */
export function InviteDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const say = useWords(en)
  const programs = useAnswer(listPrograms, {}, { when: props.open })
  const viewer = useAnswer(readViewer, {}, { when: props.open })
  const { organization } = usePlace<'organization'>()
  const letterAt = (mail: string) => ({ name: say('staff.seeLetter'), to: `/${organization}/mail`, search: { tab: 'kept', mail } })
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [scope, setScope] = useState<string | null>(null)
  const send = useAct(invite, {
    renews: [listInvitations],
    done: sent => {
      if (sent.isMailed) tell(say('staff.invited', { name: sent.name }))
      else tell(say('staff.invitedWithout', { name: sent.name }), undefined, letterAt(sent.mailId))
      setName('')
      setEmail('')
      props.onClose()
    },
  })
  const roles = [
    ...(viewer.data
      ? [{ key: viewer.data.organization.id, name: say('staff.relation.administrator'), relation: 'administrator' as const }]
      : []),
    ...(programs.data?.rows ?? []).map(program => ({
      key: program.id,
      name: say('staff.coordinatorOf', { program: program.name }),
      relation: 'coordinator' as const,
    })),
  ]
  const chosen = roles.find(role => role.key === scope)
  const faultAt = (path: string) => send.refusal?.faults?.find(fault => fault.path === path)?.detail
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={say('staff.invite')}
      dirty={name !== '' || email !== ''}
      actions={
        <>
          <Button kind="primary" type="submit" form="invite" busy={send.busy} disabledReason={chosen ? undefined : say('staff.chooseRole')}>
            {say('staff.send')}
          </Button>
          <Button kind="quiet" onClick={props.onClose}>
            {say('staff.cancel')}
          </Button>
        </>
      }
    >
      <form
        id="invite"
        className="stack"
        onSubmit={event => {
          event.preventDefault()
          if (chosen) send.start({ name, email, relation: chosen.relation, scopeId: chosen.key })
        }}
      >
        {send.refusal && !send.refusal.faults && (
          <Banner tone="rowan">
            {send.refusal.title}. {send.refusal.detail}
          </Banner>
        )}
        <TextField label={say('staff.name')} value={name} onChange={setName} required maxLength={200} error={faultAt('name')} />
        <TextField
          label={say('staff.email')}
          type="email"
          value={email}
          onChange={setEmail}
          required
          maxLength={254}
          error={faultAt('email')}
        />
        <NativeSelect label={say('staff.role')} value={scope} onChange={setScope} placeholder={say('staff.chooseRole')} options={roles} />
        {programs.data?.rows.length === 0 && (
          <Banner small>
            <p>{say('staff.noProgram')}</p>
            <ButtonTo size="small" to="/$organization/programs" params={{ organization }}>
              {say('staff.toPrograms')}
            </ButtonTo>
          </Banner>
        )}
        <p className="hint">{say('staff.means.administrator')}</p>
        <p className="hint">{say('staff.means.coordinator')}</p>
        <p className="hint">{say('staff.means.neither')}</p>
      </form>
    </Dialog>
  )
}
