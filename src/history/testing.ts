import type { DealLog, LeadLog, Log } from './log.ts';

/** A deal with nothing known but what is given: for tests. */
export function aDeal(parts: Partial<DealLog> = {}): DealLog {
  return {
    id: 'd1', source: 'files', name: null, accountId: null, accountName: null, createdAt: 0, type: null, currency: 'EUR',
    stage: [], hasStageHistory: (parts.stage ?? []).length > 0, amountCents: [], expectedCloseAt: [], owner: [], nextStep: [],
    outcome: null, endings: [], lossReason: [], stable: {}, undated: [], touches: [],
    ...parts,
  };
}

/** An inquiry with nothing known but what is given: for tests. */
export function aLead(parts: Partial<LeadLog> = {}): LeadLog {
  return {
    id: 'l1', source: 'files', company: null, createdAt: 0, respondedAt: null, convertedAt: null, converted: null,
    channel: null, campaign: null, owner: null, dealId: null, stable: {}, undated: [],
    ...parts,
  };
}

/** A log of the given parts, empty otherwise: for tests. */
export function aLog(parts: Partial<Log> = {}): Log {
  return {
    dataThrough: null, deals: [], leads: [], accounts: [], reps: [], money: [], stageOrder: [], reportingCurrency: 'EUR',
    fiscalStartMonth: 1, mixedCurrencies: false, importedAt: [],
    ...parts,
  };
}
