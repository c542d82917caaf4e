import type { FollowInput, ListenedKind, ListenedName } from '../../src/model/index.ts';
import { tell, tellOnly, type Parameters } from './ask.ts';
import { useChange, useQuestion, type Asked } from './questions.ts';

export const useAlerts = (enabled: boolean): Asked<'alerts'> => useQuestion('alerts', 'listening/alerts', { limit: 100 }, enabled);
export const useMentions = (filter: Parameters, enabled: boolean): Asked<'mentions'> => useQuestion('mentions', 'listening/mentions', filter, enabled);
export const useHeardWeeks = (enabled: boolean): Asked<'heardWeeks'> => useQuestion('heardWeeks', 'listening/weeks', {}, enabled);
export const useFollowed = (enabled: boolean): Asked<'followed'> => useQuestion('followed', 'listening/followed', {}, enabled);
export const useListenedNames = (enabled: boolean): Asked<'listenedNames'> => useQuestion('listenedNames', 'listening/names', {}, enabled);

const touched = ['listening', 'sources'] as const;
export const useHandleAlert = () => useChange((path, { id, handled }: { id: string; handled: boolean }) => tellOnly('POST', path(`listening/alerts/${encodeURIComponent(id)}/handled`), { handled }), ['listening/alerts']);
export const useFollow = () => useChange((path, input: FollowInput) => tell('followed', 'POST', path('listening/followed'), input), touched);
export const usePoll = () => useChange((path, name: string) => tell('polled', 'POST', path(`listening/followed/${encodeURIComponent(name)}/poll`), {}), touched);
export const useUnfollow = () => useChange((path, name: string) => tell('followed', 'POST', path(`listening/followed/${encodeURIComponent(name)}/unfollow`), {}), touched);
export const useListenFor = () => useChange((path, input: { kind: ListenedKind } & Partial<ListenedName> & Pick<ListenedName, 'name'>) => tell('listenedNames', 'POST', path('listening/names'), input), ['listening']);
export const useStopListeningFor = () => useChange((path, input: { kind: ListenedKind; name: string }) => tell('listenedNames', 'POST', path('listening/names/drop'), input), ['listening']);
