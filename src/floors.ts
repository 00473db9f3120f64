/** The capabilities, bottom floor first: the only file that orders them. A capability imports only from floors below its own. */
export const floors: readonly (readonly string[])[] = [
  ['organization'],
  ['person'],
  ['questionnaire', 'message', 'notification'],
  ['program'],
  ['cohort'],
  ['participant'],
  ['matching'],
  ['mentorship'],
  ['closure'],
  ['concern'],
  ['today', 'history'],
]
