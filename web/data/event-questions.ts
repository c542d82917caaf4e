import type { ReplayRequest } from '../../src/model/index.ts';
import { tell, type Parameters } from './ask.ts';
import { useChange, useQuestion, type Asked } from './questions.ts';

export const useEventSources = (enabled: boolean): Asked<'eventSources'> => useQuestion('eventSources', 'event-sources', {}, enabled);
export const useReceivedEvents = (filter: Parameters, enabled: boolean): Asked<'receivedEvents'> => useQuestion('receivedEvents', 'received-events', filter, enabled);
export const useQuarantine = (filter: Parameters, enabled: boolean): Asked<'quarantine'> => useQuestion('quarantine', 'quarantine', filter, enabled);

export const useMakeEventSource = () => useChange((path, input: { name: string; needsConsent: boolean }) => tell('madeSource', 'POST', path('event-sources'), input), ['event-sources']);
export const useCloseEventSource = () => useChange((path, name: string) => tell('eventSource', 'POST', path(`event-sources/${encodeURIComponent(name)}/close`), {}), ['event-sources']);
export const useReplay = () => useChange((path, request: ReplayRequest) => tell('replay', 'POST', path('quarantine/replay'), request), ['quarantine', 'received-events', 'event-sources']);
