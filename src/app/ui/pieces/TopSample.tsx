import { PageHead } from '../../../kit/ui/PageHead.tsx'
export default function TopSample() {
  return <PageHead title="x" />
}
