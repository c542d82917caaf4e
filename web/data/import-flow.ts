import type { Confirmation, ImportRequest } from '../../src/model/index.ts';
import { tell, upload } from './ask.ts';
import { useChange } from './questions.ts';

/** Where the files are: sent by the browser, or already on the machine that runs Hindcast. */
export type Where = { readonly uploadId: string } | { readonly paths: readonly string[] };
export type PlanInput = Where & Pick<ImportRequest, 'confirmations' | 'columns' | 'kinds' | 'formats'>;

export const useUpload = () => useChange((path, files: readonly File[]) => upload(path('uploads'), files));
export const usePlanImport = () => useChange((path, input: PlanInput) => tell('plan', 'POST', path('imports/plan'), input));
export const useStartImport = () => useChange((path, input: PlanInput) => tell('import', 'POST', path('imports'), input), ['imports']);

/** The pre-filled confirmations with a person's changes laid over them. */
export const answered = (given: readonly Confirmation[], changes: ReadonlyMap<string, Confirmation['answer']>): Confirmation[] =>
  given.map((one) => ({ ...one, answer: changes.get(one.id) ?? one.answer }));
