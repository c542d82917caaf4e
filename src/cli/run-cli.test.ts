import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { Failure, type Application, type Workspace } from '../model/index.ts';
import { actions, fakeApplication, fakeWorkspace, forecast, imported, job, refusedDeal, tooFew } from '../model/testing.ts';
import { catalogue } from './catalogue.ts';
import type { CliParts } from './command.ts';
import { runCli } from './index.ts';

interface Ran { readonly code: number; readonly out: string; readonly err: string }

async function run(argv: readonly string[], application: Application = fakeApplication(), change: Partial<CliParts> = {}): Promise<Ran> {
  let [out, err] = ['', ''];
  const stderr = { write: (text: string) => { err += text; return true; } } as unknown as NodeJS.WritableStream;
  const code = await runCli(argv, {
    openApplication: async () => application, startServer: async () => ({ url: 'http://127.0.0.1:4700', application, stop: async () => undefined }),
    stdout: { write: (text: string) => { out += text; } }, stderr, isTty: false, env: {}, signals: new EventEmitter(),
    version: '1.2.3', doctorChecks: async () => [{ name: 'Node', ok: true, detail: '24', todo: null }, { name: 'Memory', ok: false, detail: '1 GB', todo: 'More is needed.' }], ...change,
  });
  return { code, out, err };
}
const over = (change: Partial<Workspace>): Application => fakeApplication({}, fakeWorkspace(change));

test('every command of the issue is there', () => {
  expect(Object.keys(catalogue)).toEqual(['start', 'sign-in', 'users add', 'users list', 'users link', 'key create', 'key list', 'key revoke', 'config get', 'config set', 'demo load', 'demo remove', 'import', 'imports list', 'imports show', 'imports undo', 'jobs list', 'jobs cancel', 'coverage', 'timeline', 'changes', 'leaks', 'accounts', 'accounts parent', 'accounts parent set', 'accounts parent take-back', 'deals', 'deals people', 'deals role set', 'deals role take-back', 'deals role words', 'forecast', 'backtest', 'actions', 'experiments', 'comparisons', 'ask create', 'ask list', 'ask results', 'ask take-back', 'delay show', 'delay set', 'delay take-back', 'unseen', 'claims', 'columns', 'consent show', 'consent set', 'person list', 'person show', 'person export', 'person import', 'person token', 'person tokens', 'person take-back', 'person corrections', 'person approve', 'person decline', 'sources list', 'sources retain', 'sources lend', 'sources return', 'source create', 'source set', 'source list', 'source run', 'source preview', 'source health', 'source cancel', 'source remove', 'mailbox consent', 'mailbox withdraw', 'mailbox list', 'source secret', 'source address', 'source deliveries', 'source mapping', 'source replay', 'load', 'source close', 'events', 'device import', 'device list', 'device remove', 'usage', 'touches', 'touches counts', 'touches rule show', 'touches rule set', 'quarantine list', 'quarantine repair', 'quarantine replay', 'caps show', 'caps set', 'caps ask', 'dial show', 'dial set', 'person recall', 'resolve link', 'resolve unlink', 'resolve run', 'resolve runs', 'resolve approve', 'resolve preview', 'resolve threshold', 'resolve threshold set', 'resolve blocked', 'resolve blocked add', 'resolve blocked drop', 'resolve limits', 'resolve limits set', 'resolve refused', 'resolve rules', 'resolve rules add', 'resolve rules load', 'resolve rules drop', 'resolve unsure', 'resolve explain', 'resolve review', 'resolve changes', 'resolve undo', 'resolve visitors', 'resolve accounts', 'folder watch', 'folder list', 'folder forget', 'listen brand', 'listen rival', 'listen names', 'listen read', 'listen follow', 'listen unfollow', 'listen followed', 'listen poll', 'listen mentions', 'listen alerts', 'listen weeks', 'webhook add', 'webhook list', 'webhook test', 'webhook deliveries', 'webhook replay', 'webhook remove', 'mail set', 'mail show', 'mail test', 'digest preview', 'digest send', 'digest for', 'digest list', 'export', 'sql', 'backup', 'restore', 'doctor']);
});

test('--version says which version this is', async () => {
  expect(await run(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' });
});

test('forecast reads as a sentence with its range and record', async () => {
  expect((await run(['forecast'])).out).toBe(`2026Q4 will probably close at €2.8M (8 in 10: €2.4–3.3M), €400k under target.
  Won so far €1.2M. At week 8 of 11 past quarters the result was inside the range 9 times. Usual miss 8 %; your stage-weighted sum 19 %.
  3 deals left out: older than any deal that closed.
  Other ways to say it                      2026Q4
  booked so far ÷ usual share by this week   €2.9M
  stage-weighted sum                         €3.4M
  reps' own dates                            €3.9M
  last quarter                               €2.5M
  plain win rate                             €2.7M
  stage-and-age table                        €2.7M
`);
});

test('a refusal is printed as a refusal, never as a number', async () => {
  const refused = { ...forecast, p10: null, p50: null, p90: null, record: null, excludedDeals: 0, refusal: tooFew, baselines: { baseRate: null, stageAge: null, stageWeighted: null, bookedOverUsualShare: null, lastQuarter: null, sameQuarterLastYear: null, repsDates: null } };
  expect((await run(['forecast'], over({ forecast: async () => [refused] }))).out).toBe(`2026Q4: Not enough to forecast. 30 closed deals. This opens at 80 closed deals with at least 20 won and 20 lost.
  Rule: 80 = the count at which a rate of one half is known to ±11 points
  What works now: reconciliation, ages, waiting times.
`);
});

test('a refusal that all quarters share is said once after an import', async () => {
  const refused = { ...forecast, p10: null, p50: null, p90: null, refusal: tooFew };
  const { out } = await run(['import', 'x.csv'], over({ forecast: async () => [refused, { ...refused, quarter: '2027Q1' }] }));
  expect(out.match(/Not enough to forecast/g)).toHaveLength(1);
});

test('deals show the chance with its range, and each reason of refusal once', async () => {
  expect((await run(['deals', '--as-of', '2026-11-20'])).out).toBe(`2 open deals; 1 without a chance, for the reasons below.

Deal            Account    Stage        Amount  Chance (range)  Expected
Line 3 renewal  Acme GmbH  Proposal     €48.5k    62 % (48–74)  Fri 18 Dec
D-2             –          Proposal  not known         refused  –

1 deal: Older than any deal that closed (138 days). This opens at 80 closed deals with at least 20 won and 20 lost. Rule: 80 = the count at which a rate of one half is known to ±11 points What works now: reconciliation, ages, waiting times.
`);
});

test('an import prints receipt, first finding and forecast, in this order', async () => {
  const { code, out } = await run(['import', 'deals.csv']);
  expect(code).toBe(0);
  const order = ['Receipt. Rows and sums here equal those of the files.', 'deals.csv, Amount: 48,500.5 in the file', 'Listed, not imported: README.md', 'hindcast imports undo I1', '12 of 84 dated open deals', '2026Q4 will probably close'];
  expect(order.map((text) => out.indexOf(text))).toEqual(order.map((text) => out.indexOf(text)).sort((a, b) => a - b));
  expect(out.indexOf(order[0]!)).toBe(0);
  expect(out.match(/12 of 84/g)).toHaveLength(1);
});

test('JSON is exactly the answer', async () => {
  expect(JSON.parse((await run(['forecast', '--json'])).out)).toEqual([forecast]);
  expect(JSON.parse((await run(['actions', '--json'])).out)).toEqual(actions);
  expect(JSON.parse((await run(['import', 'deals.csv', '--json'])).out)).toEqual(imported);
  expect(JSON.parse((await run(['deals', '--json'], over({ deals: async () => [refusedDeal] }))).out)).toEqual([refusedDeal]);
});

test('every command without side conditions ends with 0 and says something, as text and as JSON', async () => {
  for (const words of ['coverage', 'leaks', 'accounts', 'accounts --search Acme --roll-up parent', 'accounts parent A-1', 'accounts parent set account:crm:A-1 account:crm:A-2', 'accounts parent set account:crm:A-1 none', 'accounts parent take-back account:crm:A-1', 'resolve link account:crm:A-1 account:erp:10', 'resolve explain account:crm:A-1 account:erp:10', 'deals', 'deals people D-1', 'deals role set D-1 C-1 champion', 'deals role set D-1 C-1 user --not', 'deals role take-back D-1 C-1 champion', 'deals role words D-1', 'forecast', 'backtest', 'actions', 'experiments', 'comparisons', 'columns', 'ask create D-1 --contact C-1 --days 7', 'ask list', 'ask list --deal D-1', 'ask results', 'ask take-back K1', 'delay show D-1', 'delay set D-1 share_removed --low 50% --likely 0.6 --high 70% --source buyer_said', 'delay take-back D-1 share_removed', 'consent show C-1', 'consent set C-1 analyse object', 'person list', 'person list --search dahl --refusing', 'person show C-1', 'person export C-1', 'person export C-1 --format oasis --for Analytics', 'person import package.json', 'person token C-1 --days 7', 'person tokens', 'person take-back T2', 'person corrections', 'person approve X1', 'sources list', 'sources retain crm 730', 'sources lend fair --lender Fair --purposes analyse --until 2027-03-31', 'sources return fair', 'source create crm --kind singer --setting streams=deals --every 15', 'source run crm', 'source run crm --full', 'source preview crm', 'mailbox consent jane@ours.example --wording Yes --source form', 'mailbox withdraw jane@ours.example', 'mailbox list', 'source health', 'source cancel crm', 'source remove crm', 'source create desk --kind webhook --setting signature=zendesk', 'source secret crm', 'source address desk', 'source deliveries', 'source mapping desk', 'source mapping desk --preset zendesk', 'source replay desk', 'load package.json --singer', 'load package.json --ceddl --source shop', 'touches --account A-1 --last 5', 'touches counts', 'touches rule show', 'touches rule set bounceSeconds 0', 'caps show', 'caps set usual quiet', 'caps ask C-1 --channel phone --book', 'dial show C-1', 'dial set C-1 quiet --about marketing --time-zone Europe/Berlin', 'person decline X1 --reason unsure', 'resolve preview 4', 'resolve threshold', 'resolve threshold set 4.6', 'resolve threshold set auto', 'resolve blocked', 'resolve blocked add phone +49405550*', 'resolve blocked drop email noreply@*', 'resolve limits', 'resolve limits set email 3 --dry-run', 'resolve limits set contact:crm 1 --place 1', 'resolve limits set email off', 'resolve refused', 'resolve refused --person C-1', 'resolve rules', 'resolve rules add same email a@b.example --dry-run', 'resolve rules add different email a@b.example --other +49405550101 --other-kind phone', 'resolve rules drop 3 --dry-run', 'resolve link C-1 C-2', 'resolve unlink C-1 C-2', 'resolve visitors', 'folder watch /exports --source crm', 'folder list', 'folder forget /exports', 'listen brand Acme --domains acme.example', 'listen rival Zal --drop', 'listen names', 'listen read package.json --source trade-news', 'listen follow news --feed https://trade-news.example/rss', 'listen follow pumps --mastodon pumps --server https://m.example --every 30', 'listen unfollow news', 'listen followed', 'listen poll news', 'listen mentions --rival Zal', 'listen alerts', 'listen weeks', 'webhook add https://hook.example/in --events import.finished', 'webhook list', 'webhook test W1', 'webhook deliveries W1', 'webhook replay W1 --since 2026-11-20T09:00:00Z', 'webhook remove W1', 'mail set --host smtp.example --from a@example.com', 'mail show', 'mail test a@example.com', 'digest preview', 'digest preview a@example.com --every day', 'digest send a@example.com', 'digest for a@example.com --every never', 'digest list', 'unseen', 'unseen --misnaming 0.1', 'claims', 'imports list', 'imports show I1', 'imports undo I1', 'jobs list', 'jobs cancel J1', 'timeline A-1', 'timeline acme', 'changes --since 2026-11-13', 'sql SELECT', 'sign-in', 'users list', 'users link a@example.com', 'key create warehouse --allow read', 'key list', 'key revoke P1', 'users add a@example.com --role viewer', 'config get', 'config get company', 'config set wonStages Won,Signed', 'config set public.name x', 'demo load --size S --seed 3', 'demo remove', 'export out', 'backup out', 'restore out']) {
    const text = await run(words.split(' '));
    expect([words, text.code, text.err, text.out.length > 10]).toEqual([words, 0, '', true]);
    expect([words, typeof JSON.parse((await run([...words.split(' '), '--json'])).out)]).toEqual([words, 'object']);
  }
});

test('exit codes tell how it ended', async () => {
  const failing = (failure: Failure) => over({ forecast: async () => { throw failure; } });
  expect((await run(['nonsense'])).code).toBe(2);
  expect((await run(['deals', '--as-of', '31.03.2025'])).code).toBe(2);
  expect((await run(['import'])).code).toBe(2);
  expect((await run(['import', 'x.csv', '--as', 'nothing'])).code).toBe(2);
  expect((await run(['deals', '--workspace', '../x'])).code).toBe(2);
  for (const wrong of ['share_removed --likely 0.6 --source buyer_said', 'share_removed --low 0.7 --likely 0.6 --high 0.8 --source buyer_said', 'amount --low 1 --likely 1 --high 1 --source buyer_said', 'deadline --on 2027-01-31 --source public', 'losses_per_month --low 1 --likely ten --high 20 --source buyer_said']) {
    expect([wrong, (await run(['delay', 'set', 'D-1', ...wrong.split(' ')])).code]).toEqual([wrong, 2]);
  }
  expect((await run(['--help'])).code).toBe(0);
  expect((await run(['forecast'], failing(new Failure('not_found', 'Nothing.')))).code).toBe(4);
  expect((await run(['forecast'], failing(new Failure('not_allowed', 'No.')))).code).toBe(5);
  expect((await run(['forecast'], over({ forecast: async () => { throw new TypeError('a fault'); } })))).toMatchObject({ code: 1, out: '' });
  expect((await run(['import', 'x.csv'], over({ import: async () => ({ ...imported, state: 'partly' }) }))).code).toBe(3);
  expect((await run(['doctor'])).code).toBe(1);
});

test('a failed import names its file on stderr', async () => {
  const failed = await run(['import', 'x.csv'], over({ import: async () => ({ ...imported, files: ['x.csv'], state: 'failed', receipt: null, error: 'cannot be read' }) }));
  expect(failed).toMatchObject({ code: 1, err: 'hindcast: x.csv: cannot be read\n' });
});

test('an interrupted import asks its job to stop and ends with 130', async () => {
  const signals = new EventEmitter();
  const application = fakeApplication({
    jobs: async () => [{ ...job, state: 'running' }],
    waitForJob: (_id, _progress, signal) => new Promise((resolve) => { signal?.addEventListener('abort', () => resolve({ ...job, state: 'cancelled' })); signals.emit('SIGINT'); }),
  }, fakeWorkspace({ import: async () => ({ ...imported, state: 'cancelled', receipt: null }) }));
  expect((await run(['import', 'x.csv'], application, { signals })).code).toBe(130);
});

test('start prints the result and a link, and ends cleanly when asked', async () => {
  const signals = new EventEmitter();
  const stopped: string[] = [];
  const application = fakeApplication();
  const ran = run(['start', '--demo', 'none'], application, { signals, startServer: async () => ({ url: 'http://127.0.0.1:1', application, stop: async () => { stopped.push('server'); } }) });
  setTimeout(() => signals.emit('SIGTERM'), 100);
  const { code, out } = await ran;
  expect([code, stopped]).toEqual([0, ['server']]);
  for (const text of ['will probably close at €2.8M', 'Proposal → Legal', 'Call the buyer', '/sign-in/T']) expect(out).toContain(text);
});

test('what files say cannot steer the terminal', async () => {
  const { out } = await run(['deals'], over({ deals: async () => [{ ...refusedDeal, name: '\u001B[2Jgone\nnext' }] }));
  expect(out).not.toContain('\u001B');
});
