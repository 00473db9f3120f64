import { usePlace } from '../../kit/ui/place.ts'
import { Inbox } from './Inbox.tsx'

/** The requests of one program that are with the reader. */
export default function RequestsScreen() {
  const { programId } = usePlace<'programId'>()
  return <Inbox programId={programId} />
}
