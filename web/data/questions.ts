import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { ConsentInput, CorrectionDecision, DecisionInput, DelayInput, DelayInputName, HoldingInput, RoleInput, SavedFilter, User, WorkspaceSettings } from '../../src/model/index.ts';
import type { Answers, Question } from './answers.ts';
import { ask, tell, tellOnly, type Parameters } from './ask.ts';
import type { ProblemAnswer } from './problem.ts';
import { scopeOf, useAddress } from './url-state.ts';

export type Asked<Q extends Question> = UseQueryResult<Answers[Q], ProblemAnswer>;

export const useMe = (): Asked<'me'> => useQuery({ queryKey: ['me'], queryFn: () => ask('me', '/api/me'), staleTime: 300_000 });
export const useWorkspaces = (): Asked<'workspaces'> => useQuery({ queryKey: ['workspaces'], queryFn: () => ask('workspaces', '/api/workspaces') });

/** The workspace asked about: the one in the address, else one's own once it holds an import, else the demo. */
export function useWorkspaceName(): string | undefined {
  const { w } = useAddress();
  const { data } = useWorkspaces();
  if (w) return w;
  if (!data) return undefined;
  return data.find((one) => !one.demo && one.imports > 0)?.name ?? data.find((one) => one.demo)?.name ?? data[0]?.name ?? 'main';
}

/** The address's date and scope as the API takes them. */
export function useScopeParameters(): Parameters {
  const { on, scope } = useAddress();
  return { asOf: on, ...scopeOf(scope) };
}

export function useQuestion<Q extends Question>(question: Q, path: string, parameters: Parameters = {}, enabled = true): Asked<Q> {
  const workspace = useWorkspaceName();
  return useQuery<Answers[Q], ProblemAnswer>({
    queryKey: ['w', workspace, path, parameters],
    queryFn: () => ask(question, `/api/w/${encodeURIComponent(workspace ?? '')}/${path}`, parameters),
    enabled: workspace !== undefined && enabled,
    placeholderData: (keepPreviousData as (before: Answers[Q] | undefined) => Answers[Q] | undefined) as never,
  });
}

const useScoped = <Q extends Question>(question: Q, path: string, parameters: Parameters = {}, enabled = true): Asked<Q> => {
  const scope = useScopeParameters();
  return useQuestion(question, path, { ...scope, ...parameters }, enabled);
};

export const useOverview = (): Asked<'overview'> => useScoped('overview', 'overview');
export const useDeals = (filter: Parameters = {}, enabled = true): Asked<'deals'> => useScoped('deals', 'deals', filter, enabled);
export const useDeal = (id: string): Asked<'deal'> => useScoped('deal', `deals/${encodeURIComponent(id)}`);
export const useDelay = (id: string): Asked<'delay'> => useScoped('delay', `deals/${encodeURIComponent(id)}/delay`);
export const useForecast = (): Asked<'forecast'> => useScoped('forecast', 'forecast');
export const useBacktest = (): Asked<'backtest'> => useScoped('backtest', 'backtest');
export const useLeaks = (): Asked<'leaks'> => useScoped('leaks', 'leaks');
export const useChanges = (since: string | undefined): Asked<'changes'> => useScoped('changes', 'changes', { since }, since !== undefined);
export const useJourney = (): Asked<'journey'> => useScoped('journey', 'journey');
export const useInquiries = (): Asked<'inquiries'> => useScoped('inquiries', 'inquiries');
export const useActions = (): Asked<'actions'> => useScoped('actions', 'actions');
export const useExperiments = (): Asked<'experiments'> => useScoped('experiments', 'experiments');
export const useComparisons = (): Asked<'comparisons'> => useScoped('comparisons', 'comparisons');
export const useColumns = (): Asked<'columns'> => useScoped('columns', 'columns');
export const useCoverage = (): Asked<'coverage'> => useScoped('coverage', 'coverage');
export const useAccounts = (asked: { search: string | undefined; cursor: string | undefined; rollUp: string | undefined }): Asked<'accounts'> => useScoped('accounts', 'accounts', { ...asked, limit: 100 });
export const useAccount = (id: string): Asked<'account'> => useScoped('account', `accounts/${encodeURIComponent(id)}`);
export const useBuyers = (enabled = true): Asked<'buyers'> => useScoped('buyers', 'buyers', {}, enabled);
export const useUnseen = (misnaming?: number, enabled = true): Asked<'unseen'> => useScoped('unseen', 'unseen', { misnaming }, enabled);
export const useClaims = (): Asked<'claims'> => useScoped('claims', 'claims');
export const useAsks = (): Asked<'asks'> => useQuestion('asks', 'asks');
export const useDealAsks = (dealId: string): Asked<'asks'> => useQuestion('asks', `deals/${encodeURIComponent(dealId)}/asks`);
/** True once anybody was asked or answers were imported: only then is there a place for it. */
export function useSomebodyAsked(): boolean {
  const [asks, coverage] = [useAsks(), useCoverage()];
  return (asks.data ?? []).length > 0 || (coverage.data?.tables ?? []).some((table) => table.kind === 'answer' && table.rows > 0);
}
/** What the reader may do. Profiles are of whole people, so that whoever sees a part of the deals alone does not see them. */
export function useRights(): { readonly readsPeople: boolean; readonly writesConsent: boolean; readonly isAdmin: boolean } {
  const { data } = useMe();
  const readsPeople = data?.reach === 'all';
  return { readsPeople, writesConsent: readsPeople && data.role !== 'viewer', isAdmin: readsPeople && data.role === 'admin' };
}
export const usePeople = (filter: Parameters, enabled = true): Asked<'people'> => useQuestion('people', 'people', filter, enabled);
export const useProfile = (id: string, enabled: boolean): Asked<'profile'> => useQuestion('profile', `people/${encodeURIComponent(id)}`, {}, enabled);
export const useConsentOverview = (enabled: boolean): Asked<'consentOverview'> => useQuestion('consentOverview', 'consent', {}, enabled);
export const useSearchHits = (text: string): Asked<'search'> => useQuestion('search', 'search', { q: text }, text.trim().length > 1);
export const useImports = (): Asked<'imports'> => useQuestion('imports', 'imports');
export const useImport = (id: string | undefined): Asked<'import'> => useQuestion('import', `imports/${encodeURIComponent(id ?? '')}`, {}, id !== undefined);
export const useNotes = (dealId: string): Asked<'notes'> => useQuestion('notes', `deals/${encodeURIComponent(dealId)}/notes`);
export const useFilters = (screen: string): Asked<'filters'> => useQuestion('filters', 'filters', { screen });
export const useSettings = (): Asked<'settings'> => useQuestion('settings', 'settings');
export const useDefinitions = (): Asked<'definitions'> => useQuery({ queryKey: ['definitions'], queryFn: () => ask('definitions', '/api/definitions'), staleTime: Infinity });
export const useUsers = (enabled: boolean): Asked<'users'> => useQuery({ queryKey: ['users'], queryFn: () => ask('users', '/api/users'), enabled });
export const useJobs = (): Asked<'jobs'> => useQuery({ queryKey: ['jobs'], queryFn: () => ask('jobs', '/api/jobs') });
export const useAudit = (enabled: boolean): Asked<'audit'> => useQuery({ queryKey: ['audit'], queryFn: () => ask('audit', '/api/audit'), enabled });

/** A change to this workspace; afterwards everything read from the named places is read again. */
export function useChange<Input, Output>(send: (path: (tail: string) => string, input: Input) => Promise<Output>, touches: readonly string[] = []) {
  const workspace = useWorkspaceName() ?? 'main';
  const client = useQueryClient();
  return useMutation<Output, ProblemAnswer, Input>({
    mutationFn: (input) => send((tail) => `/api/w/${encodeURIComponent(workspace)}/${tail}`, input),
    onSuccess: () => Promise.all(touches.map((touched) => client.invalidateQueries({ predicate: (query) => query.queryKey[0] === 'w' && String(query.queryKey[2]).startsWith(touched) }))),
  });
}

export const useDecide = () => useChange((path, input: DecisionInput) => tellOnly('POST', path('decisions'), input), ['actions', 'overview']);
export const useHolding = () => useChange((path, input: HoldingInput) => tellOnly('POST', path('holding'), input), ['deals', 'actions']);
export const useSetCall = () => useChange((path, input: { quarter: string; value: number }) => tellOnly('POST', path('calls'), input), ['forecast', 'backtest', 'overview']);
export const useAddNote = (dealId: string) => useChange((path, text: string) => tell('note', 'POST', path(`deals/${encodeURIComponent(dealId)}/notes`), { text }), ['deals']);
export const useSayRole = (dealId: string) => useChange((path, input: RoleInput) => tellOnly('POST', path(`deals/${encodeURIComponent(dealId)}/roles`), input), ['deals', `deals/${encodeURIComponent(dealId)}`]);
export const useAskBuyer = (dealId: string) => useChange((path, input: { contactId?: string; days?: number }) => tell('askLink', 'POST', path(`deals/${encodeURIComponent(dealId)}/asks`), input), ['asks', 'buyers', 'unseen', `deals/${encodeURIComponent(dealId)}/asks`]);
export const useTakeBack = () => useChange((path, id: string) => tell('ask', 'POST', path(`asks/${encodeURIComponent(id)}/take-back`), {}), ['asks', 'buyers', 'unseen', 'deals']);
export const useSetDelay = (dealId: string) => useChange((path, input: DelayInput) => tell('delay', 'POST', path(`deals/${encodeURIComponent(dealId)}/delay`), input), [`deals/${encodeURIComponent(dealId)}/delay`]);
export const useTakeBackDelay = (dealId: string) => useChange((path, input: DelayInputName) => tell('delay', 'POST', path(`deals/${encodeURIComponent(dealId)}/delay/${input}/take-back`), {}), [`deals/${encodeURIComponent(dealId)}/delay`]);
export const useSaveFilter = () => useChange((path, filter: Omit<SavedFilter, 'id'>) => tell('filter', 'POST', path('filters'), filter), ['filters']);
export const useSaveSettings = () => useChange((path, change: Partial<WorkspaceSettings>) => tell('settings', 'PATCH', path('settings'), change), ['']);
export const useRunSql = () => useChange((path, statement: string) => tell('sql', 'POST', path('sql'), { statement }));
export const useUndoImport = () => useChange((path, id: string) => tell('import', 'POST', path(`imports/${encodeURIComponent(id)}/undo`), {}), ['']);
export const useUndoRepair = () =>
  useChange((path, input: { importId: string; repairId: string }) => tell('import', 'POST', path(`imports/${encodeURIComponent(input.importId)}/repairs/${encodeURIComponent(input.repairId)}/undo`), {}), ['']);

/** What people allow decides what any answer may read, so everything is read again. */
export const useSetConsent = (id: string) => useChange((path, input: ConsentInput) => tell('consent', 'POST', path(`people/${encodeURIComponent(id)}/consent`), input), ['']);
export const useJoinRecords = () => useChange((path, input: { a: string; b: string; says: 'same' | 'different' | 'unsure' }) => tell('person', 'POST', path('people/link'), input), ['']);
export const useDecideCorrection = () => useChange((path, { id, ...decision }: CorrectionDecision & { id: string }) => tell('correction', 'POST', path(`corrections/${encodeURIComponent(id)}`), decision), ['']);
export const useMakeOwnLink = (id: string) => useChange((path, days: number) => tell('ownLink', 'POST', path(`people/${encodeURIComponent(id)}/links`), { days }), ['people', 'consent']);
export const useTakeBackOwnLink = () => useChange((path, id: string) => tell('pageToken', 'POST', path(`person-links/${encodeURIComponent(id)}/take-back`), {}), ['people', 'consent']);

/** Forgets a person: what was read of people is let go of here too, and everything else is read again. */
export function useRecall(id: string) {
  const workspace = useWorkspaceName() ?? 'main';
  const client = useQueryClient();
  return useMutation<Answers['recall'], ProblemAnswer, void>({
    mutationFn: () => tell('recall', 'POST', `/api/w/${encodeURIComponent(workspace)}/people/${encodeURIComponent(id)}/recall`, {}),
    onSuccess: () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] === 'w' && ['people', 'identity'].some((place) => String(queryKey[2]).startsWith(place)) });
      return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'w' });
    },
  });
}

/** A change to the house itself (people, configuration). */
export function useHouseChange<Input, Output>(send: (input: Input) => Promise<Output>, key: string) {
  const client = useQueryClient();
  return useMutation<Output, ProblemAnswer, Input>({ mutationFn: send, onSuccess: () => client.invalidateQueries({ queryKey: [key] }) });
}
export const useAddUser = () => useHouseChange((input: Partial<User> & { email: string }) => tell('user', 'POST', '/api/users', input), 'users');
export const useSetConfig = () => useHouseChange((change: Record<string, string>) => tellOnly('PATCH', '/api/config', change), 'config');
