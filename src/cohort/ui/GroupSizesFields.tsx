import { NativeSelect } from '../../kit/ui/NativeSelect.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { GroupSizes } from '../contract.ts'
import { notDivided } from '../rules.ts'
import en from '../texts/en.json' with { type: 'json' }

const numbers = Array.from({ length: 19 }, (_, at) => at + 2)
const joining = [0, 1, 2, 3] as const
/** As many numbers as one reads at a glance. */
const toldAtMost = 6

/** How large groups are, and whether more mentors may join the one who leads; with what the sizes leave out, before it is saved. */
export function GroupSizesFields({ sizes, onChange }: { readonly sizes: GroupSizes; readonly onChange: (sizes: GroupSizes) => void }) {
  const say = useWords(en)
  const options = numbers.map(count => ({ key: String(count), name: say('cohort.groups.mentees', { count }) }))
  return (
    <>
      <NativeSelect
        label={say('cohort.groups.smallest')}
        value={String(sizes.smallest)}
        onChange={key => onChange({ ...sizes, smallest: Number(key) })}
        options={options}
      />
      <NativeSelect
        label={say('cohort.groups.largest')}
        hint={say('cohort.groups.hint')}
        value={String(sizes.largest)}
        onChange={key => onChange({ ...sizes, largest: Number(key) })}
        options={options}
      />
      <p className="hint" role="status">
        {leftWords(say, sizes)}
      </p>
      <NativeSelect
        label={say('cohort.groups.coMentors')}
        hint={say('cohort.groups.coMentors.hint')}
        value={String(sizes.coMentors)}
        onChange={key => onChange({ ...sizes, coMentors: Number(key) })}
        options={joining.map(count => ({
          key: String(count),
          name: count === 0 ? say('cohort.groups.coMentors.none') : say('cohort.groups.coMentors.number', { count }),
        }))}
      />
    </>
  )
}

function leftWords(say: ReturnType<typeof useWords<typeof en>>, sizes: GroupSizes): string {
  const { smallest, largest } = sizes
  if (smallest > largest) return say('cohort.groups.crossed', { smallest, largest })
  const left = notDivided(sizes)
  if (left === null) return say('cohort.groups.multiples', { count: smallest })
  if (left.length === 0) return say('cohort.groups.allNumbers', { smallest })
  const told = left.slice(0, toldAtMost).map(String)
  return left.length > told.length
    ? say('cohort.groups.leftMore', { smallest, largest, numbers: told, most: left.at(-1) ?? 0 })
    : say('cohort.groups.left', { smallest, largest, numbers: told })
}
