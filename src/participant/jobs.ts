import { handles, type Job, runs } from '../kit/jobs/jobs.ts'
import { checkImportKind, workOutImport } from './commands/check-import.ts'
import { forgetFile, giveUpImport } from './commands/imports.ts'
import { forgetImportKind } from './commands/new-import.ts'
import { runImport, runImportKind } from './commands/run-import.ts'
import { takeBack, undoImportKind } from './commands/undo-import.ts'

export const participantJobs: readonly Job[] = [
  runs(checkImportKind, workOutImport, (ctx, { importId }) => giveUpImport(ctx, importId)),
  runs(
    runImportKind,
    (begin, { importId }, signal) => runImport(begin, importId, signal),
    (ctx, { importId }) => giveUpImport(ctx, importId),
  ),
  runs(
    undoImportKind,
    (begin, { importId }, signal) => takeBack(begin, importId, signal),
    (ctx, { importId }) => giveUpImport(ctx, importId),
  ),
  handles(forgetImportKind, (ctx, { importId }) => forgetFile(ctx, importId)),
]
