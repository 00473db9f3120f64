import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { ReadOnlyField, TextField } from '../../kit/ui/Field.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { changeOrganization, type OrganizationView, readOrganization } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { Holidays } from './Holidays.tsx'

export default function OrganizationScreen() {
  const say = useWords(en)
  const organization = useAnswer(readOrganization, {})
  return (
    <>
      <PageHead title={say('organization.title')} lead={organization.data && say('organization.lead', { name: organization.data.name })} />
      <Loaded answer={organization}>{read => <OrganizationForm key={read.version} organization={read} />}</Loaded>
    </>
  )
}

function OrganizationForm({ organization }: { readonly organization: OrganizationView }) {
  const say = useWords(en)
  const [name, setName] = useState(organization.name)
  const [zone, setZone] = useState(organization.zone)
  const [holidays, setHolidays] = useState<readonly string[]>(organization.holidays)
  const change = useAct(changeOrganization, { renews: [readOrganization], done: () => tell(say('organization.saved')) })
  const faultAt = (path: string) => change.refusal?.faults?.find(fault => fault.path === path)?.detail
  return (
    <form
      className="stack measure"
      onSubmit={event => {
        event.preventDefault()
        change.start({ name, zone, holidays: [...holidays] }, organization.version)
      }}
    >
      {change.refusal && !change.refusal.faults && (
        <Banner tone="rowan">
          {change.refusal.title}. {change.refusal.detail}
        </Banner>
      )}
      <TextField label={say('organization.name')} value={name} onChange={setName} required maxLength={200} error={faultAt('name')} />
      <TextField
        label={say('organization.zone')}
        hint={say('organization.zoneHint')}
        value={zone}
        onChange={setZone}
        required
        maxLength={60}
        dir="ltr"
        error={faultAt('zone')}
      />
      <Holidays days={holidays} onChange={setHolidays} />
      <ReadOnlyField label={say('organization.address')} value={`/${organization.slug}/`} hint={say('organization.addressHint')} />
      <div>
        <Button
          kind="primary"
          type="submit"
          busy={change.busy}
          disabledReason={organization.may.change === true ? undefined : say('organization.mayNot')}
        >
          {say('organization.save')}
        </Button>
      </div>
    </form>
  )
}
