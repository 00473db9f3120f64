import { Inbox } from './Inbox.tsx'

/** For safe contacts who run no program: what is with them, wherever it comes from. */
export default function GivenToMeScreen() {
  return <Inbox programId={null} />
}
