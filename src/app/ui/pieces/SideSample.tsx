import { PageHead } from '../../../kit/ui/PageHead.tsx'
export default function SideSample() {
  return <PageHead title="x" />
}
