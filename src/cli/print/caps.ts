import { dialLevels, levelWords, type ContactDecision, type DialAnswer, type VersionedContactRules } from '../../model/index.ts';

const moment = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** Rules of contact, a level a line. */
export const capsLines = ({ version, rules, at, by }: VersionedContactRules): string[] => [
  `Rules ${version}, ${at === null ? 'the house\'s own' : `of ${moment(at)}${by ? ` by ${by}` : ''}`}. Until a person says otherwise: ${rules.usual}; time zone ${rules.timeZone}.`,
  ...dialLevels.map((level) => `${level}: ${levelWords(rules[level])}.`),
];

/** Where a person's dial stands, and who said so. */
export const dialLines = ({ person, timeZone, levels, words }: DialAnswer): string[] => [
  `${person}, time zone ${timeZone}.`,
  ...levels.map(({ about, level, allowedByPerson }) => `${about}: ${level} (the person allows ${allowedByPerson}).`),
  ...words.map(({ at, saidBy, level, about, by }) => `${moment(at)} the ${saidBy} said ${level}${about === 'any' ? '' : ` about ${about}`}${saidBy === 'company' && by ? `, ${by}` : ''}`),
];

export const decisionLines = ({ allowed, why, next }: ContactDecision): string[] => [`${allowed ? 'Allowed' : 'Not now'}: ${why}.`, ...(next ? [`Earliest: ${moment(next)} UTC.`] : [])];
