// Without schemas, so that the app can show the words without loading the checker.

/** What counts as one contact. `visit` is made of pages; the others are events that a rule names. */
export const touchKinds = {
  visit: 'a visit: pages opened one after another',
  form: 'a form that was sent',
  trial: 'a trial or an account that was begun',
  download: 'a document that was taken',
  usage: 'a day on which the product was used',
  mail_answer: 'an e-mail that was answered',
  attendance: 'an event that was attended',
  ad: 'an advertisement that was followed',
  conversation: 'a chat, call or meeting',
} as const;
export type TouchKind = keyof typeof touchKinds;

/** Why an event is part of no touch: a closed list, each counted. */
export const thinReasons = {
  no_contact: 'it says who somebody is, and is no contact',
  not_declared: 'the rule does not name it, and it came outside a visit',
  ping: 'a sign of life outside a visit',
  bounce: 'one page, left at once by somebody unknown',
  own_staff: 'by the company\'s own people',
  test_site: 'from a site that is not public',
  over_daily_cap: 'more in a day than the rule counts',
} as const;
export type ThinReason = keyof typeof thinReasons;

/** How a visit came about. */
export const touchChannels = ['', 'direct', 'own_site', 'search', 'social', 'paid', 'email', 'campaign', 'referral'] as const;
