import type { ColumnType } from 'kysely'
import { held, key, keyOrNull, plain, type Rows, type TableDeclarations } from '../kit/db/columns.ts'
import type { Answers, Question } from './contract.ts'

export const questionnaireTables = {
  questionnaire: {
    organizationId: key(),
    id: key(),
    scopeId: key(),
    purpose: plain<string>('what it is asked for'),
    createdAt: plain<Date>('since when it exists'),
  },
  questionnaireVersion: {
    organizationId: key(),
    id: key(),
    questionnaireId: key(),
    number: plain<number>('the how-manieth version'),
    questions: plain<readonly Question[]>('what is asked'),
    createdAt: plain<Date>('since when it is asked so'),
  },
  response: {
    organizationId: key(),
    id: key(),
    questionnaireVersionId: key(),
    personId: key(),
    answers: held<Answers>('S3', 'what the person told us, for the purpose each question names', { erase: 'delete' }),
    /** Made by the database from the answers. */
    words: held<ColumnType<string, never, never>>('S3', 'lets coordinators search what people told us', {
      export: 'never',
      erase: 'delete',
    }),
    source: plain<'person' | 'coordinator' | 'import'>('who wrote it down'),
    replacesId: keyOrNull(),
    submittedAt: plain<Date>('when it was given'),
  },
} as const satisfies TableDeclarations
export type QuestionnaireTables = Rows<typeof questionnaireTables>
