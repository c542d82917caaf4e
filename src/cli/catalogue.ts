import type { Command } from './command.ts';

type Load = () => Promise<{ command: Command }>;

/** Every command by its words. A command's code is read only when it is asked for. */
export const catalogue: Readonly<Record<string, Load>> = {
  start: () => import('./commands/start.ts'),
  'sign-in': () => import('./commands/sign-in.ts'),
  'users add': () => import('./commands/users-add.ts'),
  'users list': () => import('./commands/users-list.ts'),
  'users link': () => import('./commands/users-link.ts'),
  'config get': () => import('./commands/config-get.ts'),
  'config set': () => import('./commands/config-set.ts'),
  'demo load': () => import('./commands/demo-load.ts'),
  'demo remove': () => import('./commands/demo-remove.ts'),
  import: () => import('./commands/import.ts'),
  'imports list': () => import('./commands/imports-list.ts'),
  'imports show': () => import('./commands/imports-show.ts'),
  'imports undo': () => import('./commands/imports-undo.ts'),
  'jobs list': () => import('./commands/jobs-list.ts'),
  'jobs cancel': () => import('./commands/jobs-cancel.ts'),
  coverage: () => import('./commands/coverage.ts'),
  timeline: () => import('./commands/timeline.ts'),
  changes: () => import('./commands/changes.ts'),
  leaks: () => import('./commands/leaks.ts'),
  deals: () => import('./commands/deals.ts'),
  forecast: () => import('./commands/forecast.ts'),
  backtest: () => import('./commands/backtest.ts'),
  actions: () => import('./commands/actions.ts'),
  experiments: () => import('./commands/experiments.ts'),
  comparisons: () => import('./commands/comparisons.ts'),
  'ask create': () => import('./commands/ask-create.ts'),
  'ask list': () => import('./commands/ask-list.ts'),
  'ask results': () => import('./commands/ask-results.ts'),
  'ask take-back': () => import('./commands/ask-take-back.ts'),
  'delay show': () => import('./commands/delay-show.ts'),
  'delay set': () => import('./commands/delay-set.ts'),
  'delay take-back': () => import('./commands/delay-take-back.ts'),
  unseen: () => import('./commands/unseen.ts'),
  claims: () => import('./commands/claims.ts'),
  columns: () => import('./commands/columns.ts'),
  'consent show': () => import('./commands/consent-show.ts'),
  'consent set': () => import('./commands/consent-set.ts'),
  'person list': () => import('./commands/person-list.ts'),
  'person show': () => import('./commands/person-show.ts'),
  'person token': () => import('./commands/person-token.ts'),
  'person tokens': () => import('./commands/person-tokens.ts'),
  'person take-back': () => import('./commands/person-take-back.ts'),
  'person corrections': () => import('./commands/person-corrections.ts'),
  'person approve': () => import('./commands/person-approve.ts'),
  'person decline': () => import('./commands/person-decline.ts'),
  'sources list': () => import('./commands/sources-list.ts'),
  'sources retain': () => import('./commands/sources-retain.ts'),
  'sources lend': () => import('./commands/sources-lend.ts'),
  'sources return': () => import('./commands/sources-return.ts'),
  'person recall': () => import('./commands/person-recall.ts'),
  'resolve link': () => import('./commands/resolve-link.ts'),
  'resolve unlink': () => import('./commands/resolve-unlink.ts'),
  'listen brand': () => import('./commands/listen-brand.ts'),
  'listen rival': () => import('./commands/listen-rival.ts'),
  'listen names': () => import('./commands/listen-names.ts'),
  'listen read': () => import('./commands/listen-read.ts'),
  'listen mentions': () => import('./commands/listen-mentions.ts'),
  'listen alerts': () => import('./commands/listen-alerts.ts'),
  'listen weeks': () => import('./commands/listen-weeks.ts'),
  export: () => import('./commands/export.ts'),
  sql: () => import('./commands/sql.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  doctor: () => import('./commands/doctor.ts'),
};

/** The commands that a command line can mean: those that begin with its first word, else all. */
export async function commandsFor(argv: readonly string[]): Promise<Command[]> {
  const first = argv[0] ?? '';
  const meant = Object.keys(catalogue).filter((name) => name.split(' ')[0] === first);
  const names = meant.length > 0 ? meant : Object.keys(catalogue);
  return Promise.all(names.map(async (name) => (await (catalogue[name] as Load)()).command));
}
