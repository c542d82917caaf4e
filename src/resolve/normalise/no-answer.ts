/** What people type where a form asks and they do not answer, folded. It is no value: two records that say it have nothing in common. */
const noAnswers: ReadonlySet<string> = new Set([
  'n a', 'na', 'none', 'nil', 'null', 'undefined', 'unknown', 'not known', 'not available', 'not applicable', 'not provided', 'no', 'no name', 'noname', 'anonymous', 'test', 'test test', 'tester', 'tbd', 'tba', 'asdf', 'qwerty', 'abc', 'dummy',
  'unbekannt', 'keine angabe', 'keine', 'k a', 'kein', 'anonym', 'inconnu', 'aucun', 'sans', 'neant', 'desconocido', 'ninguno', 'ninguna', 'sin nombre', 'anonimo', 'sconosciuto', 'nessuno', 'nessuna', 'desconhecido', 'nenhum', 'onbekend', 'geen', 'nieznany', 'brak', 'okand', 'object object',
]);
const oneSign = /^(.)\1*$/;

/** Companies that are none: what people who have no company write. */
const noCompanies: ReadonlySet<string> = new Set([
  'self', 'self employed', 'selfemployed', 'freelance', 'freelancer', 'independent', 'individual', 'private', 'private person', 'personal', 'student', 'retired', 'unemployed', 'home', 'company', 'my company', 'no company',
  'privat', 'privatperson', 'selbststandig', 'selbstandig', 'freiberufler', 'freiberuflich', 'rentner', 'particulier', 'independant', 'retraite', 'etudiant', 'autonomo', 'particular', 'privato', 'libero professionista', 'zzp', 'zelfstandig', 'particulier persoon',
]);

/** A folded text, or '' where it says nothing. */
export const orNoAnswer = (folded: string): string => (noAnswers.has(folded) || (folded.length > 1 && oneSign.test(folded)) ? '' : folded);

/** True for a company's core that means no company. */
export const isNoCompany = (core: string): boolean => orNoAnswer(core) === '' || noCompanies.has(core);
