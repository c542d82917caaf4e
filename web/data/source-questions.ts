import type { LiveSourceChange, LiveSourceInput, SourceCostInput } from '../../src/model/index.ts';
import { tell, tellOnly } from './ask.ts';
import { useChange, useQuestion, type Asked } from './questions.ts';

const touched = ['sources', 'coverage', 'imports'] as const;
const of = (name: string): string => `sources/${encodeURIComponent(name)}`;

export const useWaysIn = (enabled: boolean): Asked<'waysIn'> => useQuestion('waysIn', 'sources', {}, enabled);
export const useSourceHealth = (enabled: boolean): Asked<'sourceHealth'> => useQuestion('sourceHealth', 'sources/health', {}, enabled);
export const useSourceKinds = (enabled: boolean): Asked<'sourceKinds'> => useQuestion('sourceKinds', 'sources/kinds', {}, enabled);
export const useSourceRuns = (name: string, enabled: boolean): Asked<'sourceRuns'> => useQuestion('sourceRuns', `${of(name)}/runs`, {}, enabled);

export const useRunSource = () => useChange((path, { name, full }: { name: string; full: boolean }) => tellOnly('POST', path(`${of(name)}/run`), { full }), touched);
export const useCancelRun = () => useChange((path, name: string) => tellOnly('POST', path(`${of(name)}/cancel`), {}), touched);
export const useRemoveSource = () => useChange((path, name: string) => tellOnly('POST', path(`${of(name)}/remove`), {}), touched);
export const useSetSourceCost = () => useChange((path, input: SourceCostInput) => tellOnly('POST', path('sources/cost'), input), ['sources']);
export const useMakeLiveSource = () => useChange((path, input: LiveSourceInput) => tell('liveSource', 'POST', path('sources'), input), touched);
export const useChangeLiveSource = () => useChange((path, { name, change }: { name: string; change: LiveSourceChange }) => tell('changedSource', 'POST', path(`${of(name)}/settings`), change), touched);
