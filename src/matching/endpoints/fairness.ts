import { serving } from '../../kit/http/served.ts'
import { matchingAccess } from '../access.ts'
import { changeFairnessQuestions } from '../commands/fairness.ts'
import * as contract from '../contract/fairness.ts'
import { fairnessQuestionsView, fairnessView } from '../queries/fairness.ts'
import { matchedCohort } from './criteria.ts'

const { serve } = serving('matching', matchingAccess)

export const fairnessEndpoints = [
  serve(contract.readFairnessQuestions, async (ctx, { cohortId }) => fairnessQuestionsView(ctx, await matchedCohort(ctx, cohortId))),
  serve(contract.changeFairnessQuestions, async (ctx, input, { ifMatch }) => {
    await changeFairnessQuestions(ctx, input, ifMatch)
    return fairnessQuestionsView(ctx, await matchedCohort(ctx, input.cohortId))
  }),
  serve(contract.readFairness, (ctx, { arrangementId }) => fairnessView(ctx, arrangementId)),
]
