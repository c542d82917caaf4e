import type { Confirmation, ImportPlan, WorkspaceSettings } from '../model/index.ts';

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []);
const joined = (held: readonly string[], more: readonly string[]): string[] => [...new Set([...held, ...more])];

/** What the confirmations of an import teach the workspace. Names already known stay known. */
export function settingsFromPlan(plan: ImportPlan, held: WorkspaceSettings): Partial<WorkspaceSettings> {
  return Object.assign({}, ...plan.confirmations.map((confirmation) => learned(confirmation, held))) as Partial<WorkspaceSettings>;
}

function learned(confirmation: Confirmation, held: WorkspaceSettings): Partial<WorkspaceSettings> {
  const { answer } = confirmation;
  switch (confirmation.id) {
    case 'stages': return {
      wonStages: joined(held.wonStages, texts(answer['won'])),
      lostStages: joined(held.lostStages, texts(answer['lost'])),
      noDecisionStages: joined(held.noDecisionStages, texts(answer['noDecision'])),
      stageOrder: joined(held.stageOrder, texts(answer['order'])),
    };
    case 'amount_currency': {
      const currency = answer['currency'];
      return typeof currency === 'string' && currency.length === 3 ? { defaultCurrency: currency } : {};
    }
    case 'fiscal_year': {
      const month = answer['startMonth'];
      return typeof month === 'number' && month >= 1 && month <= 12 ? { fiscalStartMonth: month } : {};
    }
    case 'deal_types': {
      const counted = texts(answer['counted']);
      const all = texts(answer['all']);
      return { dealTypes: counted.length === all.length ? [] : joined(held.dealTypes, counted) };
    }
    case 'today': return {};
  }
}
