import { readCohort } from '../../cohort/contract.ts'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Card, Columns } from '../../kit/ui/Card.tsx'
import { OneOf } from '../../kit/ui/Choices.tsx'
import { classes } from '../../kit/ui/classes.ts'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type CriteriaView, changeCriteria, type First, firsts, readCriteria } from '../contract/criteria.ts'
import { mostOnASide } from '../rules/alternatives.ts'
import en from '../texts/en.json' with { type: 'json' }
import groupsEn from '../texts/groups.en.json' with { type: 'json' }
import { AddRule } from './AddRule.tsx'
import { useCriteriaDraft } from './criteria-draft.ts'
import { FairnessBy } from './FairnessBy.tsx'
import styles from './matching.module.css'
import { CriterionLine, RequirementLine } from './RuleLines.tsx'
import { ShortageButton } from './ShortageButton.tsx'

/** What pairs must meet and what speaks for them, in sentences that can be changed. */
export default function PrioritiesScreen() {
  const say = useWords(en)
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  const cohort = useAnswer(readCohort, { cohortId: place.cohortId })
  const criteria = useAnswer(readCriteria, { cohortId: place.cohortId })
  return (
    <>
      <PageHead
        title={say('priorities.title')}
        where={cohort.data?.name}
        above={cohort.data?.name}
        lead={say('priorities.lead')}
        actions={<ShortageButton />}
      />
      <Loaded answer={criteria}>
        {view =>
          view.questions.length === 0 ? (
            <EmptyState
              scene="begin"
              title={say('priorities.noQuestions.title')}
              action={
                <ButtonTo kind="primary" to="/$organization/programs/$programId/cohorts/$cohortId/people" params={place}>
                  {say('matching.start.people')}
                </ButtonTo>
              }
            >
              {say('priorities.noQuestions')}
            </EmptyState>
          ) : (
            <Editor key={view.version} view={view} reload={() => void criteria.refetch()} />
          )
        }
      </Loaded>
      {(criteria.data?.questions.length ?? 0) > 0 && <FairnessBy cohortId={place.cohortId} />}
    </>
  )
}

function Editor({ view, reload }: { readonly view: CriteriaView; readonly reload: () => void }) {
  const say = useWords(en)
  const sayOfGroups = useWords(groupsEn)
  const groups = useAnswer(readCohort, { cohortId: view.cohortId }).data?.groups ?? null
  const { organization, programId, cohortId } = usePlace<'organization' | 'programId' | 'cohortId'>()
  const on = { name: say('matching.title'), to: `/${organization}/programs/${programId}/cohorts/${cohortId}/matching` }
  const { draft, isChanged, change: setDraft, forget, version, times } = useCriteriaDraft(view)
  const save = useAct(changeCriteria, {
    renews: [readCriteria],
    done: () => {
      forget()
      tell(say('priorities.saved'), undefined, on)
    },
  })
  const { questions } = view
  const mayChange = view.may.change === true
  const replaced = <T extends { readonly id: string }>(list: readonly T[], id: string, by: T | null): T[] =>
    list.flatMap(one => (one.id === id ? (by ? [by] : []) : [one]))
  const faults = save.refusal?.faults ?? []
  return (
    <>
      <Columns
        key={times}
        aside={
          <Card>
            {groups ? (
              <p>{sayOfGroups('priorities.first')}</p>
            ) : (
              <OneOf<First>
                question={say('priorities.first')}
                hint={say('priorities.first.limits', { most: mostOnASide })}
                value={draft.first}
                onChange={first => setDraft({ ...draft, first })}
                readOnly={!mayChange}
                choices={firsts.map(key => ({ key, name: say(`priorities.first.${key}`), hint: say(`priorities.first.${key}Hint`) }))}
              />
            )}
          </Card>
        }
      >
        {view.proposed && <Banner small>{say('priorities.proposed')}</Banner>}
        {save.refusal && (
          <Banner
            tone="rowan"
            action={
              save.refusal.code === 'stale' && (
                <Button
                  size="small"
                  onClick={() => {
                    forget()
                    reload()
                  }}
                >
                  {say('priorities.reload')}
                </Button>
              )
            }
          >
            <b>{save.refusal.code === 'stale' ? say('priorities.changedSince') : save.refusal.title}</b>{' '}
            {faults.map(fault => fault.detail).join(' ')}
          </Banner>
        )}
        <Card
          flush
          title={say('priorities.requirements')}
          note={say('priorities.requirementsNote')}
          action={
            mayChange && (
              <AddRule
                what="requirement"
                draft={draft}
                questions={questions}
                add={one => setDraft({ ...draft, requirements: [...draft.requirements, one] })}
              />
            )
          }
        >
          {draft.requirements.length === 0 && <p className={styles.quiet}>{say('priorities.requirementsNone')}</p>}
          {draft.requirements.map(one => (
            <RequirementLine
              key={one.id}
              requirement={one}
              questions={questions}
              change={by => setDraft({ ...draft, requirements: replaced(draft.requirements, one.id, by) })}
            />
          ))}
        </Card>
        <Card
          flush
          title={say('priorities.criteria')}
          note={say('priorities.criteriaNote')}
          action={
            mayChange && (
              <AddRule
                what="criterion"
                draft={draft}
                questions={questions}
                add={one => setDraft({ ...draft, criteria: [...draft.criteria, one] })}
              />
            )
          }
        >
          {draft.criteria.length === 0 && <p className={styles.quiet}>{say('priorities.criteriaNone')}</p>}
          {draft.criteria.map(one => (
            <CriterionLine
              key={one.id}
              criterion={one}
              all={draft.criteria}
              questions={questions}
              change={by => setDraft({ ...draft, criteria: replaced(draft.criteria, one.id, by) })}
            />
          ))}
        </Card>
        {draft.criteria.length > 1 && <p className="hint">{say('priorities.tryWeights')}</p>}
      </Columns>
      {/* below both, so that on a phone nothing that is saved by it comes after it */}
      {mayChange && (
        <div className={classes(styles.below, isChanged && styles.unsaved)}>
          <b role="status" className={isChanged ? undefined : 'unseen'}>
            {isChanged && say('priorities.unsaved')}
          </b>
          <Button
            kind="primary"
            busy={save.busy}
            onClick={() => save.start({ cohortId: view.cohortId, ...draft, ...(groups ? { first: 'matched' as const } : {}) }, version)}
          >
            {say('priorities.save')}
          </Button>
          {isChanged && <Button onClick={forget}>{say('priorities.asItWas')}</Button>}
        </div>
      )}
    </>
  )
}
