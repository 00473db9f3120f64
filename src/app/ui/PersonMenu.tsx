import KeyRound from 'lucide-react/icons/key-round'
import LogOut from 'lucide-react/icons/log-out'
import Monitor from 'lucide-react/icons/monitor'
import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import { type RefObject, useState } from 'react'
import MenuOnPopover from '../../kit/ui/MenuOnPopover.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import { chooseTheme, chosenTheme } from './theme.ts'

/** Theme, where one is signed in, and the way out, behind the person's own stone. */
export default function PersonMenu(props: {
  readonly id: string
  readonly button: RefObject<HTMLButtonElement | null>
  readonly signOut: () => void
}) {
  const say = useWords(en)
  const { organization } = usePlace<'organization'>()
  const [theme, setTheme] = useState(chosenTheme)
  const choice = (one: typeof theme, icon: typeof Sun) => ({
    id: one,
    name: say(`theme.${one}`),
    icon,
    chosen: theme === one,
    onChoose: () => {
      chooseTheme(one)
      setTheme(one)
    },
  })
  return (
    <MenuOnPopover
      id={props.id}
      button={props.button}
      name={say('account')}
      entries={[
        choice('system', Monitor),
        choice('light', Sun),
        choice('dark', Moon),
        ...(organization
          ? [{ id: 'devices', name: say('account.devices'), icon: KeyRound, apart: true, to: `/${organization}/account` }]
          : []),
        { id: 'out', name: say('sign-out'), icon: LogOut, apart: !organization, onChoose: props.signOut },
      ]}
    />
  )
}
