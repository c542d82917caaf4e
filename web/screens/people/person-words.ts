import type { Purpose } from '../../../src/model/index.ts';

export const purposeNames: Readonly<Record<Purpose, string>> = { store: 'Store', analyse: 'Analyse', predict: 'Predict', personalise: 'Personalise', contact: 'Contact', share: 'Share' };
const kindNames: Readonly<Record<string, string>> = { contact: 'contact', lead: 'inquiry', account: 'account' };

/** `lead:web:L-7` as people say it: "inquiry L-7 of web"; `user:u-77`, a visitor of websites: "visitor u-77". */
export function recordText(key: string): string {
  const [kind = '', source = '', ...id] = key.split(':');
  if (kind === 'user' || kind === 'anonymous') return `visitor ${[source, ...id].join(':')}`;
  return `${kindNames[kind] ?? kind} ${id.join(':')} of ${source}`;
}
