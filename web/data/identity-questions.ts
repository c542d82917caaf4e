import type { BlockedValue, IdentityLimits, IdentityRuleInput } from '../../src/model/index.ts';
import { tell } from './ask.ts';
import { useChange, useQuestion, type Asked } from './questions.ts';

/** Merges and splits, of one person or of everybody. */
export const useIdentityChanges = (person?: string): Asked<'identityChanges'> => useQuestion('identityChanges', 'identity/changes', { person, limit: 20 });
export const useReview = (enabled: boolean): Asked<'review'> => useQuestion('review', 'identity/review', { limit: 20 }, enabled);
export const useExplanation = (a: string, b: string | null): Asked<'explanation'> => useQuestion('explanation', 'identity/explain', { a, b: b ?? a }, b !== null);
/** Who is one decides what may be read of whom, so everything is read again. */
export const useUndoMerge = () => useChange((path, id: number) => tell('peopleNow', 'POST', path(`identity/changes/${id}/undo`), {}), ['']);
export const useComparePeople = () => useChange((path, _nothing: void) => tell('job', 'POST', path('identity/compare'), {}), ['identity']);
export const useWhyOneCompany = (a: string, b: string | null): Asked<'explanation'> => useQuestion('explanation', 'identity/companies/explain', { a, b: b ?? a }, b !== null);
export const useJoinAccounts = () => useChange((path, input: { a: string; b: string; says: 'same' | 'different' }) => tell('person', 'POST', path('identity/companies'), input), ['']);
export const useSetParent = () => useChange((path, input: { child: string; parent: string | null }) => tell('parent', 'POST', path('identity/companies/parent'), input), ['']);
export const useParentSuggestions = (account: string, enabled: boolean): Asked<'parentSuggestions'> => useQuestion('parentSuggestions', 'identity/companies/parent/suggested', { account }, enabled);
export const useTakeParentBack = () => useChange((path, child: string) => tell('parent', 'POST', path('identity/companies/parent/take-back'), { child }), ['']);
export const useBlockedValues = (): Asked<'blockedValues'> => useQuestion('blockedValues', 'identity/blocked');
export const useBlockValue = () => useChange((path, input: BlockedValue & { blocked: boolean }) => tell('blockedValues', 'POST', path('identity/blocked'), input), ['identity/blocked']);
export const useIdentityLimits = (): Asked<'identityLimits'> => useQuestion('identityLimits', 'identity/limits');
export const useIdentityRules = (): Asked<'identityRules'> => useQuestion('identityRules', 'identity/rules');
export const useRefusedJoins = (person?: string): Asked<'refusedJoins'> => useQuestion('refusedJoins', 'identity/refused', { person, limit: 20 });
type LimitsSent = { limits: IdentityLimits };
/** What would change; nothing is read again. */
export const useTryLimits = () => useChange((path, { limits }: LimitsSent) => tell('ruleOutlook', 'POST', path('identity/limits'), { limits, dryRun: true }));
export const useSetLimits = () => useChange((path, { limits }: LimitsSent) => tell('ruleOutlook', 'POST', path('identity/limits'), { limits }), ['']);
export const useTryRule = () => useChange((path, rule: IdentityRuleInput) => tell('ruleOutlook', 'POST', path('identity/rules'), { rules: [rule], dryRun: true }));
export const useAddRule = () => useChange((path, rule: IdentityRuleInput) => tell('ruleOutlook', 'POST', path('identity/rules'), { rules: [rule] }), ['']);
export const useTryTakeRuleBack = () => useChange((path, rule: number) => tell('ruleOutlook', 'POST', path(`identity/rules/${rule}/take-back`), { dryRun: true }));
export const useTakeRuleBack = () => useChange((path, rule: number) => tell('ruleOutlook', 'POST', path(`identity/rules/${rule}/take-back`), {}), ['']);
export const useThresholds = (enabled: boolean): Asked<'thresholds'> => useQuestion('thresholds', 'identity/threshold', {}, enabled);
export const useRunPreview = (run: number, enabled: boolean): Asked<'runPreview'> => useQuestion('runPreview', `identity/runs/${run}/preview`, {}, enabled);
export const useSetThreshold = () => useChange((path, threshold: number | null) => tell('runPreview', 'POST', path('identity/threshold'), { threshold }), ['identity']);
export const useApproveRun = () => useChange((path, id: number) => tell('identityRun', 'POST', path(`identity/runs/${id}/approve`), {}), ['']);
