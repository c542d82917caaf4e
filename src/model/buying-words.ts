// Without schemas, so that the app can show the words without loading the checker.

/**
 * What says that somebody took part in a deal: an activity that names the deal; an activity that names its account alone, or a touch of a
 * visitor of websites, while the deal was open; an answer of theirs about it; a list of a deal's contacts.
 */
export const partGrounds = ['record', 'account', 'touch', 'answer', 'list'] as const;
export type PartGround = (typeof partGrounds)[number];

const groundWords: Readonly<Record<PartGround, string>> = { record: '', account: ', noted on the account,', touch: ' on websites', answer: '', list: '' };

/** What somebody took part in, as in "Call 3 times, last"; the day follows. */
export const partWords = ({ part, from, times }: { readonly part: string; readonly from: PartGround; readonly times: number }): string =>
  `${part}${groundWords[from]}${times > 1 ? ` ${times} times, last` : ''}`;

/** A role in a purchase, as the literature (Webster and Wind 1972, Bonoma 1982, Miller and Heiman 1985) and CRMs name it. */
export interface BuyingRole {
  readonly name: string;
  readonly means: string;
  /** Words by which sources name it. */
  readonly words: RegExp;
  /** One person as a rule: where sources name different people, the stronger source stands. */
  readonly isSole?: true;
  /** Said where nobody has it. */
  readonly isMissed?: true;
}

/** In the order in which a source's words are tried. */
export const buyingRoles = {
  economic_buyer: { name: 'Economic buyer', means: 'releases the money', words: /economic|budget|financ|sponsor.*budget|kostenverantw/, isSole: true, isMissed: true },
  decision_maker: { name: 'Decision maker', means: 'has the last word', words: /decision|decid|entscheid|d[eé]cideur|approver|signatory/, isSole: true, isMissed: true },
  executive_sponsor: { name: 'Executive sponsor', means: 'stands for the purchase at the top', words: /sponsor|executive/ },
  champion: { name: 'Champion', means: 'wants it and speaks for it inside', words: /champion|advocate|coach|promot|f[uü]rsprech/, isMissed: true },
  technical_evaluator: { name: 'Technical evaluator', means: 'judges whether it fits and works', words: /technical|evaluator|technisch|pr[uü]fer|architect/, isMissed: true },
  user: { name: 'User', means: 'works with it', words: /\buser|anwender|nutzer|utilisateur/, isMissed: true },
  purchasing: { name: 'Purchasing', means: 'settles terms and order', words: /purchas|procure|einkauf|\bbuyer|acheteur|compras/ },
  legal: { name: 'Legal and compliance', means: 'checks contract and rules', words: /legal|complian|counsel|recht|privacy/ },
  gatekeeper: { name: 'Gatekeeper', means: 'decides who and what gets through', words: /gate ?keeper/ },
  blocker: { name: 'Blocker', means: 'is against it', words: /block|opponent|detractor|gegner/ },
  influencer: { name: 'Influencer', means: 'is heard by those who decide', words: /influenc|recommend|beeinfluss|adviser|advisor|initiat/ },
  other: { name: 'Other role', means: 'a role in the source\'s own words', words: /$^/ },
} as const satisfies Record<string, BuyingRole>;
export type BuyingRoleName = keyof typeof buyingRoles;
export const buyingRoleNames = Object.keys(buyingRoles) as readonly BuyingRoleName[];

/** Roles whose absence is said, and roles that one person has as a rule. */
export const missedRoles: readonly BuyingRoleName[] = buyingRoleNames.filter((role) => 'isMissed' in buyingRoles[role]);
export const isSoleRole = (role: BuyingRoleName): boolean => 'isSole' in buyingRoles[role];

/** Roles that a text of a source names, each with its words: "DECISION_MAKER;CHAMPION" are two. `other` where the words are none of ours. */
export function rolesIn(text: string): Array<{ readonly role: BuyingRoleName; readonly words: string }> {
  const found = text.split(/[;,|/\n]+/).map((part) => part.trim()).filter((part) => part !== '').map((words) => ({ role: roleOf(words), words }));
  return [...new Map(found.map((one) => [one.role, one])).values()];
}

function roleOf(words: string): BuyingRoleName {
  const said = words.toLowerCase().replaceAll(/[_-]+/g, ' ');
  return buyingRoleNames.find((role) => buyingRoles[role].name.toLowerCase() === said || role.replaceAll('_', ' ') === said) ?? buyingRoleNames.find((role) => buyingRoles[role].words.test(said)) ?? 'other';
}

/** What a title may suggest. Nothing more than that: nobody has a role by a title. */
const titles: ReadonlyArray<readonly [RegExp, BuyingRoleName]> = [
  [/\bcfo\b|financ|controll|treasur/, 'economic_buyer'], [/\bceo\b|managing director|gesch[aä]ftsf[uü]hr|president(?! of)|founder|owner|inhaber/, 'executive_sponsor'],
  [/purchas|procure|einkauf|buyer|sourcing/, 'purchasing'], [/legal|counsel|complian|jurist|privacy|data protection/, 'legal'],
  [/\bcto\b|\bcio\b|architect|engineer|\bit\b|security|technical|technolog/, 'technical_evaluator'],
];

/** The role that a title suggests; null where it suggests none. */
export const suggestedByTitle = (title: string | null): BuyingRoleName | null => titles.find(([words]) => title !== null && words.test(title.toLowerCase()))?.[1] ?? null;

interface Standing { readonly isNamed: boolean; readonly roles: ReadonlyArray<{ readonly role: BuyingRoleName; readonly standing: string }> }

/** What a buying group lacks. It is what the data say: whom nobody wrote down is not in it. */
export interface GroupGaps {
  /** People whom something names with the deal. */
  readonly named: number;
  /** Roles that nobody has. */
  readonly missing: readonly BuyingRoleName[];
}

export const gapsOf = (people: readonly Standing[]): GroupGaps => ({
  named: people.filter(({ isNamed }) => isNamed).length,
  missing: missedRoles.filter((role) => !people.some(({ roles }) => roles.some((one) => one.role === role && one.standing === 'has'))),
});

/** The gaps in words; none where nothing is missing. */
export function gapWords({ named, missing }: GroupGaps): string[] {
  const contacts = named === 0 ? ['Nobody is named with this deal.'] : named === 1 ? ['One contact only: nobody else is named with this deal.'] : [];
  return missing.length === 0 ? contacts : [...contacts, `Nobody is known as: ${missing.map((role) => buyingRoles[role].name.toLowerCase()).join(', ')}.`];
}

const groundNames = { word: 'a user', answer: 'an answer', record: 'a record' } as const;
type Ground = keyof typeof groundNames;

interface Claimed { readonly says: string; readonly from: Ground; readonly words: string | null; readonly by: string | null; readonly at: string }
interface Held { readonly role: BuyingRoleName; readonly standing: string; readonly from: Ground; readonly outrankedBy: readonly string[]; readonly claims: readonly Claimed[] }

/** Who says a role, in what words, as of when: `a record in crm, "Key user", 3 Mar`; `dayOf` writes a day. */
const claimWords = ({ from, words, by, at }: Claimed, dayOf: (iso: string) => string): string => {
  const who = from === 'word' ? by ?? groundNames.word : `${groundNames[from]}${by === null ? '' : ` ${from === 'record' ? 'in' : 'of'} ${by}`}`;
  return [who, words === null ? '' : `"${words}"`, dayOf(at)].filter(Boolean).join(', ');
};

/** A role as it stands, with where sources disagree: what counts comes first. */
export function roleWords({ role, standing, outrankedBy, claims }: Held, dayOf: (iso: string) => string): string {
  const isDisputed = new Set(claims.map(({ says }) => says)).size > 1;
  const said = claims.map((claim) => `${claimWords(claim, dayOf)}${isDisputed ? `: ${claim.says === 'has' ? 'yes' : 'no'}` : ''}`).join('; ');
  const { name } = buyingRoles[role];
  if (standing === 'has_not') return `Not ${name.toLowerCase()} (${said})`;
  return standing === 'outranked' ? `${name} does not count: a stronger source names ${outrankedBy.join(', ')} (${said})` : `${name} (${said})`;
}
