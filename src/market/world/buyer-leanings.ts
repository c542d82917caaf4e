import { Chance } from '../chance.ts';
import { dayMs, type Company } from '../company.ts';
import { accountCreatedAt, sideShare, type Account } from './account-world.ts';

/** Hidden: how content the account is with what it has of the seller; standard normal. */
export const satisfactionOf = (company: Company, account: number): number => new Chance('satisfaction', company.seed, account).normal();

/** The account listens to the quiet influencer, where there is one. */
export const listensToQuiet = ({ seed, planted }: Company, account: number): boolean => planted.quiet !== undefined && new Chance('listens', seed, account).happens(planted.quiet.reach);

/** Whether the account keeps a list of approved suppliers, and whether the seller stands on it. */
export function supplierListOf({ seed, planted }: Company, account: number): 'none' | 'listed' | 'not listed' {
  const chance = new Chance('supplier list', seed, account);
  if (!planted.supplierLists || !chance.happens(planted.supplierLists.share)) return 'none';
  return chance.happens(0.5) ? 'listed' : 'not listed';
}

/** The account whose people talk to this one's, by its number, or null where nobody does or they came later. */
export function friendOf(company: Company, account: number, at: number): number | null {
  const chance = new Chance('friend', company.seed, account);
  if (chance.happens(0.4)) return null;
  const friend = chance.whole(0, company.accounts - 1);
  return friend !== account && accountCreatedAt(company, friend) + 60 * dayMs <= at ? friend : null;
}

/** True where the account stands on the side that the planted line is about. */
export const isOnLine = ({ planted }: Company, account: Account): boolean => planted.line !== undefined && account[planted.line.attribute] === planted.line.value;

/** What the account's surroundings do to a deal that is opened at a moment: on the log-odds, around nothing. */
export function leaningOf(company: Company, account: Account, at: number): number {
  const { line, quiet, supplierLists, wordOfMouth } = company.planted;
  const friend = wordOfMouth === 0 ? null : friendOf(company, account.index, at);
  return (line?.effect ?? 0) * ((isOnLine(company, account) ? 1 : 0) - sideShare)
    + (quiet?.effect ?? 0) * ((listensToQuiet(company, account.index) ? 1 : 0) - (quiet?.reach ?? 0))
    + (supplierLists?.effect ?? 0) * ((supplierLists?.share ?? 0) / 2 - (supplierListOf(company, account.index) === 'not listed' ? 1 : 0))
    + (friend === null ? 0 : wordOfMouth * satisfactionOf(company, friend));
}
