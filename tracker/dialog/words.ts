/** What the dialog says, in one language. Whoever says it in other words gives the words a version of their own. */
export interface Words {
  /** `{company}` is replaced where the company is known. */
  readonly titleOf: string;
  readonly title: string;
  readonly intro: string;
  /** `{uses}` are the names of what is asked for. */
  readonly asks: string;
  readonly accept: string;
  readonly decline: string;
  readonly choose: string;
  readonly save: string;
  readonly policy: string;
  /** `{uses}` are the names of what stays off. */
  readonly gpc: string;
  readonly gpcMark: string;
  /** By category: its name and what it means. */
  readonly purposes: Readonly<Record<string, readonly [name: string, meaning: string]>>;
}

/** Changes with every word below. */
export const shippedVersion = 'hindcast-1';

export const english: Words = {
  titleOf: 'May {company} remember your visit?',
  title: 'May we remember your visit?',
  intro: 'Until you answer we count that a page was opened, and recognise nobody. If you decline, we stop counting. You can change your answer at any time.',
  asks: 'We ask for your yes to: {uses}.',
  accept: 'Accept all',
  decline: 'Decline all',
  choose: 'Choose',
  save: 'Save my choice',
  policy: 'Privacy statement',
  gpc: 'Your browser sends Global Privacy Control. We take that as a no to: {uses}. It stays off.',
  gpcMark: 'Off, because your browser says no.',
  purposes: {
    necessary: ['Necessary', 'Your answer is kept in this browser. Always on.'],
    analytics: ['Analysis', 'We recognise your next visit and see what is read, so that we can improve it.'],
    personalisation: ['Fitting content', 'We show you what fits your work, from what you have looked at.'],
    contact: ['Contact', 'We may write to you about what you have looked at.'],
    sharing: ['Sharing', 'We pass on what you have looked at to partners.'],
  },
};

const german: Words = {
  titleOf: 'Darf {company} sich Ihren Besuch merken?',
  title: 'Dürfen wir uns Ihren Besuch merken?',
  intro: 'Bis Sie antworten, zählen wir, dass eine Seite geöffnet wurde, und erkennen niemanden wieder. Lehnen Sie ab, zählen wir nicht weiter. Sie können Ihre Antwort jederzeit ändern.',
  asks: 'Wir bitten um Ihr Ja zu: {uses}.',
  accept: 'Alle annehmen',
  decline: 'Alle ablehnen',
  choose: 'Auswählen',
  save: 'Auswahl speichern',
  policy: 'Datenschutzerklärung',
  gpc: 'Ihr Browser sendet Global Privacy Control. Wir verstehen das als Nein zu: {uses}. Das bleibt aus.',
  gpcMark: 'Aus, weil Ihr Browser Nein sagt.',
  purposes: {
    necessary: ['Notwendig', 'Ihre Antwort wird in diesem Browser aufbewahrt. Immer an.'],
    analytics: ['Auswertung', 'Wir erkennen Ihren nächsten Besuch wieder und sehen, was gelesen wird, um es zu verbessern.'],
    personalisation: ['Passende Inhalte', 'Wir zeigen Ihnen, was zu Ihrer Arbeit passt, nach dem, was Sie angesehen haben.'],
    contact: ['Kontakt', 'Wir dürfen Ihnen zu dem schreiben, was Sie angesehen haben.'],
    sharing: ['Weitergabe', 'Wir geben an Partner weiter, was Sie angesehen haben.'],
  },
};

export const shippedWords: Readonly<Record<string, Words>> = { en: english, de: german };

/** Names the words that were shown, two FNV-1a hashes of 32 bits; it tells wordings apart and is no seal. */
export function hashOf(text: string): string {
  const half = (seed: number): string => {
    let hash = seed;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, '0');
  };
  return half(0x811c9dc5) + half(0x050c5d1f);
}
