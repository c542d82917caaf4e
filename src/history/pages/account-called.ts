import type { AccountLog } from '../log.ts';
import type { AccountRecordName } from './account-page.ts';

const namesOf = ({ id, source, records = [{ source, id }] }: AccountLog): readonly AccountRecordName[] => records.map((record) => (record.id.startsWith(`account:${record.source}:`) ? { source: record.source, id: record.id.slice(`account:${record.source}:`.length) } : record));

/** The account that an id means: its own, or else one of its records', as the source gave it or as a key. */
export function accountCalled(accounts: readonly AccountLog[], asked: string): AccountLog | undefined {
  return accounts.find(({ id }) => id === asked) ?? accounts.find((account) => namesOf(account).some(({ source, id }) => id === asked || `account:${source}:${id}` === asked));
}

/** Records of an account, and those of others that have an id of one of them. */
export function recordsOf(accounts: readonly AccountLog[], account: AccountLog): { records: readonly AccountRecordName[]; others: readonly AccountRecordName[] } {
  const records = namesOf(account);
  const ids = new Set(records.map(({ id }) => id));
  return { records, others: accounts.filter((other) => other !== account).flatMap(namesOf).filter(({ id }) => ids.has(id)) };
}
