import { expect, test } from 'vitest';
import { refusedForms, resolveForTests } from '../../../net/testing.ts';
import { createLiveSource } from '../book.ts';
import { sourceKind } from '../kinds.ts';
import { contextFor, readUntil } from '../testing.ts';

/** No form may reach the table of sources: asking it for anything is an error of its own. */
const noTable = {} as Parameters<typeof createLiveSource>[0];
const others: Readonly<Record<string, Record<string, string>>> = { salesforce: { clientId: 'app' }, hubspot: {} };

test.each(Object.keys(others))('no form of an address inside is saved for %s, and one that was saved is refused when it is called', async (kind) => {
  const of = sourceKind(kind);
  const rules = { resolve: resolveForTests };
  for (const [what, url] of refusedForms) {
    const settings = { url, ...others[kind] };
    const saving = createLiveSource(noTable, { name: 'x', kind: kind as 'salesforce' | 'hubspot', settings, secrets: kind === 'hubspot' ? { token: 't' } : {} }, { key: Buffer.alloc(32), now: 0, by: null, rules });
    await expect(saving, what).rejects.toMatchObject({ code: 'bad_request' });
    const { failure, records } = await readUntil(of.read({ ...settings, login: 'client_credentials', version: '62.0' }, contextFor({ rules, secrets: { clientSecret: 's', token: 't' } })));
    expect([failure === null, records.length], what).toEqual([false, 0]);
    expect(failure?.message, what).not.toContain('Tried');
  }
});
