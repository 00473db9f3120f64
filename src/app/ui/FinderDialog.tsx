import { CommandPalette } from '../../kit/ui/CommandPalette.tsx'
import { useLeave } from '../../kit/ui/place.ts'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import type { Find } from './standing.tsx'

export default function Finder(props: { readonly find: Find; readonly close: () => void }) {
  const say = useWords(en)
  const leave = useLeave()
  return (
    <CommandPalette
      name={say('find')}
      hint={say('find.hint')}
      none={say('find.none')}
      count={count => say('find.hits', { count })}
      find={props.find}
      onClose={props.close}
      onChoose={hit => {
        props.close()
        leave(hit.to)
      }}
    />
  )
}
