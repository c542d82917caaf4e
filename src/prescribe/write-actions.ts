import { formulaSafe, type ActionAnswer, type ActionsAnswer } from '../model/index.ts';

const columns: ReadonlyArray<readonly [string, (action: ActionAnswer) => string | number | null]> = [
  ['id', (action) => action.id], ['deal', (action) => action.dealId], ['deal name', (action) => action.dealName],
  ['account', (action) => action.account], ['owner', (action) => action.owner], ['sign', (action) => action.sign],
  ['step', (action) => action.step], ['by', (action) => action.by], ['due', (action) => action.dueAt],
  ['amount', (action) => action.amount], ['at stake', (action) => action.atStake], ['at stake is', (action) => action.atStakeIs],
  ['currency', (action) => action.currency], ['assumed change (points)', (action) => action.assumedChange.points], ['state', (action) => action.state],
];

const shown = (answer: ActionsAnswer): ActionAnswer[] => answer.actions.filter((action) => !action.heldOut);

/** The list as CSV (RFC 4180), without what is held out. No cell starts a formula. */
export function csvOfActions(answer: ActionsAnswer): string {
  const rows = shown(answer).map((action) => columns.map(([, read]) => String(read(action) ?? '')));
  return [columns.map(([name]) => name), ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = formulaSafe(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The list as plain text for a mail, grouped by who does it; what is done or declined is left out. */
export function emailOfActions(answer: ActionsAnswer): string {
  const open = shown(answer).filter((action) => action.state === 'offered');
  const owners = [...new Set(open.map((action) => action.by ?? 'Nobody yet'))].sort();
  const parts = owners.map((owner) => `${owner}\n${open.filter((action) => (action.by ?? 'Nobody yet') === owner).map(lines).join('\n')}`);
  return [`Next steps as of ${answer.asOf}`, ...(parts.length === 0 ? ['No open deal shows a sign that calls for a step.'] : parts)].join('\n\n') + '\n';
}

function lines(action: ActionAnswer): string {
  const name = action.account ?? action.dealName ?? action.dealId;
  const money = action.atStake === null ? '' : ` At stake: ${moneyWords(action.atStake, action.currency)} (${action.atStakeIs}).`;
  return `- ${name}: ${action.sign}.\n  ${action.step} By ${action.dueAt}.${money}`;
}

function moneyWords(amount: number, currency: string | null): string {
  const style: Intl.NumberFormatOptions = { notation: 'compact', maximumSignificantDigits: 3 };
  return new Intl.NumberFormat('en-US', currency === null ? style : { ...style, style: 'currency', currency }).format(amount).replace(/K$/, 'k');
}
