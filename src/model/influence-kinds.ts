/**
 * Who or what may have moved a buyer: the sixteen answers of the one question, and for each whether a click tracker could have
 * seen it. This table decides the unseen share; whoever disagrees with a line changes it here and sees every number follow.
 */

/** `yes`: it happens on our own pages or by a referral they record. `perhaps`: sometimes by a link. `no`: nothing is clicked. */
export type ClickCanShow = 'yes' | 'perhaps' | 'no';

export interface InfluenceKind {
  /** What the company reads. */
  readonly name: string;
  /** What a buyer reads; the sentence is "… most influenced this choice". */
  readonly label: string;
  /** One line of help for the buyer, where the label alone could be read in two ways. */
  readonly hint?: string;
  readonly clickCanShow: ClickCanShow;
  /** Why that is so. */
  readonly why: string;
  readonly where: 'offline' | 'online' | 'either';
  /** Words by which answers of other systems name it. */
  readonly words: RegExp;
  /** Words in types of activity, sources and campaigns that a tracker would credit to it; none where no tracker credits it. */
  readonly trackedAs: RegExp | null;
}

export const influenceKinds = {
  colleague: { name: 'Colleague', label: 'A colleague', hint: 'somebody you work with', clickCanShow: 'no', why: 'people talk', where: 'offline', words: /colleague|co-?worker|peer\b|kolleg/, trackedAs: null },
  boss: { name: 'Boss', label: 'My boss, or somebody above me', clickCanShow: 'no', why: 'people talk', where: 'offline', words: /boss|superior|my manager|management|executive|\bceo\b|vorgesetzt|\bchef/, trackedAs: null },
  earlier_experience: { name: 'Earlier experience', label: 'Earlier experience with you or the product', clickCanShow: 'no', why: 'it lies in the past', where: 'offline', words: /experience|used .*before|previous|erfahrung/, trackedAs: /existing|renew|repeat|upsell|customer base/ },
  correspondent: { name: 'Somebody e-mailed or met', label: 'Somebody I e-mailed or met', hint: 'outside my company and outside yours', clickCanShow: 'no', why: 'mail and meetings between others', where: 'offline', words: /correspond|e-?mailed|i met|we met|acquaint|friend|bekannt/, trackedAs: /referral|recommend|word of mouth|empfehl/ },
  consultant: { name: 'Consultant', label: 'A consultant or adviser', clickCanShow: 'no', why: 'advice is given in conversation', where: 'offline', words: /consult|advis[eo]r|berater/, trackedAs: /partner|consult|reseller|agency/ },
  analyst: { name: 'Analyst', label: 'An industry analyst', clickCanShow: 'perhaps', why: 'a report may link to us; most are read elsewhere', where: 'either', words: /analyst|gartner|forrester/, trackedAs: /analyst|review site|g2\b|capterra/ },
  policy_maker: { name: 'Policy-maker or regulator', label: 'A policy-maker or regulator', clickCanShow: 'no', why: 'rules are not clicked', where: 'offline', words: /polic|regulat|authorit|government|\blaw\b|beh(ö|oe)rde/, trackedAs: null },
  supplier_list: { name: 'Approved-supplier list', label: 'A list of approved suppliers', clickCanShow: 'no', why: 'it is kept inside the buyer\'s company', where: 'offline', words: /suppliers? ?list|approved (supplier|vendor)|list of approved|vendor list|preferred supplier|lieferantenliste/, trackedAs: null },
  online_community: { name: 'Online community', label: 'An online community', hint: 'a forum, a group, a social network', clickCanShow: 'perhaps', why: 'public ones send visitors with a referral, closed groups do not', where: 'online', words: /online (communit|forum|group)|forum|social|linkedin|reddit|facebook/, trackedAs: /social|linkedin|forum|community|reddit|facebook|twitter|youtube/ },
  offline_community: { name: 'Event or offline community', label: 'An event, association or round table', clickCanShow: 'no', why: 'people meet', where: 'offline', words: /offline|event|trade ?(show|fair)|conference|\bfair\b|messe|round ?table|association|chamber|communit/, trackedAs: /event|trade ?(show|fair)|conference|\bfair\b|messe|webinar|roadshow/ },
  search: { name: 'Search', label: 'What I found by searching', clickCanShow: 'yes', why: 'a search that leads to us is recorded as a referral', where: 'online', words: /search|google|bing|such(e|maschine)/, trackedAs: /search|seo|sea\b|sem\b|ppc|google|adwords|organic/ },
  press: { name: 'Press', label: 'The press or trade media', clickCanShow: 'perhaps', why: 'an article online may link to us; print does not', where: 'either', words: /press|journal|magazine|article|\bnews\b|media|zeitung/, trackedAs: /press|\bpr\b|article|news(?!letter)|media|magazine/ },
  competitor: { name: 'Competitor', label: 'Another supplier', hint: 'something a competitor did, said or offered', clickCanShow: 'no', why: 'it happens on somebody else\'s pages and in their meetings', where: 'either', words: /competitor|rival|other (vendor|supplier)|another (vendor|supplier)|wettbewerb|konkurren/, trackedAs: null },
  our_salesperson: { name: 'Our salesperson', label: 'Your salesperson', clickCanShow: 'perhaps', why: 'links in a sales mail are clicked; calls and visits are not', where: 'either', words: /sales ?(person|rep|man|woman|people|team|contact)|(your|our) rep\b|account (manager|executive)|vertrieb|verk(ä|ae)ufer/, trackedAs: /call|meeting|visit|demo|e-?mail(?!.*(campaign|marketing))|outbound|task|appointment|besuch|anruf|termin/ },
  our_material: { name: 'Our material', label: 'Your website or material', hint: 'brochures, pages, videos, trials', clickCanShow: 'yes', why: 'it is ours, so that it can be counted', where: 'online', words: /material|brochure|(your|our) (web)?site|website|content|white ?paper|data ?sheet|trial|demo video/, trackedAs: /web|content|download|white ?paper|form\b|newsletter|brochure|landing|e-?mail (campaign|marketing)|trial|ad\b|ads\b|display|direct/ },
  other: { name: 'Other', label: 'Somebody or something else', clickCanShow: 'perhaps', why: 'not known', where: 'either', words: /other|else|sonst/, trackedAs: null },
} as const satisfies Record<string, InfluenceKind>;

export type Influence = keyof typeof influenceKinds;
export const influenceNames = Object.keys(influenceKinds) as readonly Influence[];

/** The order in which other systems' words are tried: what says more comes first ("account manager" is no boss). */
const tried: readonly Influence[] = [
  'supplier_list', 'policy_maker', 'our_salesperson', 'online_community', 'our_material', 'correspondent', 'earlier_experience', 'consultant', 'analyst',
  'competitor', 'press', 'search', 'colleague', 'boss', 'offline_community', 'other',
];

/** The kind that a text names: by our own word or label, else by words within it; `other` where none is recognised. Null for no text. */
export function influenceOf(text: string | null): Influence | null {
  const said = text?.trim().toLowerCase() ?? '';
  if (said === '') return null;
  const key = said.replaceAll(/[^a-z]+/g, '_');
  return influenceNames.find((name) => name === key || [influenceKinds[name].label, influenceKinds[name].name].some((known) => known.toLowerCase() === said)) ?? tried.find((name) => influenceKinds[name].words.test(said)) ?? 'other';
}

/** The kind that a tracker would credit for a touch, a source or a campaign, by its words; null where it would credit none. */
export function creditedTo(text: string): Influence | null {
  const word = text.toLowerCase();
  return influenceNames.find((name) => (influenceKinds[name] as InfluenceKind).trackedAs?.test(word)) ?? null;
}
