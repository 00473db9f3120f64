import { PageHead } from '../../../kit/ui/PageHead.tsx'
export default function PiecesScreen() {
  return <PageHead title="x" />
}
