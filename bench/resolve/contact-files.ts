import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contacts, type ContactRow, type Setting } from '../../src/market/contacts/index.ts';
import { contactValues } from '../../src/resolve/link/index.ts';
import { normaliseContact, type ContactColumns } from '../../src/resolve/normalise/index.ts';

/** Raw rows of made-up contacts as JSON Lines, 10,000 a file, in order. */
export async function writeContacts(folder: string, setting: Setting, count: number, seed: number): Promise<string[]> {
  const files: string[] = [];
  for await (const rows of contacts(setting, count, seed)) {
    const file = join(folder, `${setting.name}-${count}-${String(files.length).padStart(4, '0')}.jsonl`);
    writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
    files.push(file);
  }
  return files;
}

/** Contacts of a file's text, one after the other, so that no file's are held together. The made-up domains end in .example, which nobody's address can, so they are read as .com. */
export function* contactsOf(text: string): Generator<ContactColumns> {
  for (const line of text.replaceAll(/\.example/gi, '.com').split('\n')) yield normalised(JSON.parse(line) as ContactRow);
}

/** Values of the linker's columns of each raw row of a file's text. */
export function* valuesOf(text: string): Generator<string[]> {
  for (const contact of contactsOf(text)) yield contactValues(contact);
}

const normalised = (row: ContactRow): ContactColumns => normaliseContact({
  key: row.id, knownAt: Date.parse(row.created), name: row.fullName, given: row.firstName, surname: row.lastName, email: row.email, phone: row.phone,
  company: row.company, website: row.website, country: row.country, city: row.city, title: row.jobTitle,
});
