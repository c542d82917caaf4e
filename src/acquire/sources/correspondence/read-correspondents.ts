import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { newestRows, refusedAddressHashes, type WorkspaceStore } from '../../../store/index.ts';
import { companyDomain } from '../../listening/match/domains.ts';
import { readForgotten } from '../../recall/kept-out.ts';
import { ForgottenPeople } from '../../recall/leave-out.ts';
import { consentedOwners } from '../mailboxes/mailbox-consent.ts';
import { Correspondents } from './correspondents.ts';

const contactsStatement = {
  name: 'contacts_by_address',
  text: `SELECT source_system, record_id, lowerUTF8(trim(email)) AS address, account_id, account_name FROM (SELECT * FROM ${newestRows('contact', 'store', '*')}) WHERE email IS NOT NULL AND position(email, '@') > 0 ORDER BY source_system, record_id`,
  parameters: z.object({}),
  row: z.object({ source_system: z.string(), record_id: z.string(), address: z.string(), account_id: z.string().nullable(), account_name: z.string().nullable() }),
} as const;

const accountsStatement = {
  name: 'accounts_by_domain',
  text: `SELECT source_system, record_id, domain FROM (SELECT * FROM ${newestRows('account', 'store', '*')}) WHERE domain IS NOT NULL ORDER BY source_system, record_id`,
  parameters: z.object({}),
  row: z.object({ source_system: z.string(), record_id: z.string(), domain: z.string() }),
} as const;

/**
 * Everybody whom an address could stand for, as of now. Who refuses to be kept is read as salted hashes alone, so that the
 * refusal can be honoured and nothing else; who was forgotten, by the hashes that a recall leaves.
 */
export async function readCorrespondents({ state, facts }: WorkspaceStore): Promise<Correspondents> {
  const salt = randomBytes(16).toString('hex');
  const [contacts, accounts, refused, forgotten, owners] = await Promise.all([
    facts.query(contactsStatement, {}), facts.query(accountsStatement, {}), refusedAddressHashes(facts, 'store', salt), readForgotten(state), consentedOwners(state),
  ]);
  const people = forgotten.list && new ForgottenPeople(forgotten.list);
  return new Correspondents({
    contacts: contacts.map((row) => ({ source: row.source_system, contactId: row.record_id, email: row.address, accountId: row.account_id, accountName: row.account_name })),
    accounts: accounts.flatMap((row) => {
      const domain = companyDomain(row.domain);
      return domain === null ? [] : [{ source: row.source_system, accountId: row.record_id, domain }];
    }),
    isWithheld: (address) => people?.isEmail(address) === true || (refused.size > 0 && refused.has(createHash('sha256').update(`${salt}${address}`).digest('hex'))),
    owners,
  });
}
