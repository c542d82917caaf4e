/**
 * Attributes of people that are never predicted from and never inferred: the special categories of GDPR art. 9 and 10,
 * marks of body and mind, and what a fair company leaves out of a sale anyway: age, gender, family.
 * Names are recognised in English, German, French and Spanish. A name that only looks like one is left out of a model too;
 * a model can be without a column, a person cannot take back what was concluded from it.
 */
export const sensitiveCategories = {
  health: 'health or disability',
  religion: 'religion or belief',
  origin: 'ethnic origin',
  politics: 'political opinion',
  union: 'membership of a trade union',
  sexuality: 'sexual life or orientation',
  crime: 'criminal record',
  biometrics: 'face, voice or other marks of the body',
  psyche: 'personality or other marks of the mind',
  age: 'age',
  gender: 'gender',
  family: 'family',
} as const;
export type SensitiveCategory = keyof typeof sensitiveCategories;

/** Words and phrases that name an attribute wherever they stand in a name; folded to small letters without accents. */
const named: Readonly<Record<SensitiveCategory, string>> = {
  health: 'illness|disease|sickness|sick leave|diagnosis|disability|disabilities|disabled|medical condition|medical history|medication|allergy|allergies|pregnant|pregnancy|health condition|health issue|health issues|personal health|mental health|blood type'
    + '|krankheit|krankheiten|krankheitstage|krankenstand|behinderung|behindert|schwerbehindert|schwanger|schwangerschaft|gesundheitszustand|gesundheitsdaten|diagnose|allergien|blutgruppe'
    + '|maladie|handicap|handicape|grossesse|enceinte|etat de sante|diagnostic medical|arret maladie|groupe sanguin|enfermedad|enfermedades|discapacidad|discapacitado|embarazo|embarazada|estado de salud|alergias|grupo sanguineo',
  religion: 'religion|religious|faith|denomination|church tax|konfession|religionszugehorigkeit|glaube|kirchensteuer|croyance|confession religieuse|creencia|creencias|fe religiosa|religiosa|religioso|religieux|religieuse',
  origin: 'ethnicity|ethnic|race|racial|skin color|skin colour|nationality|citizenship|ethnie|ethnisch|ethnische|herkunftsland|staatsangehorigkeit|nationalitat|hautfarbe|origine ethnique|ethnique|nationalite|couleur de peau|etnia|etnico|origen etnico|raza|nacionalidad|color de piel',
  politics: 'politics|political|party membership|voter|votes for|partei|parteizugehorigkeit|politisch|politische|politische meinung|opinion politique|opinions politiques|parti politique|opinion politica|ideas politicas|partido politico|afiliacion politica',
  union: 'trade union|labor union|labour union|union member|union membership|gewerkschaft|gewerkschaftsmitglied|gewerkschaftszugehorigkeit|syndicat|syndique|sindicato|sindical',
  sexuality: 'sexual|sexuality|sexual orientation|sex life|lgbt|lgbtq|sexualitat|sexuell|sexuelle|sexualite|orientation sexuelle|sexualidad|orientacion sexual',
  crime: 'criminal|criminal record|convictions|felony|arrests|vorstrafe|vorstrafen|fuhrungszeugnis|strafregister|casier judiciaire|condamnation|condamnations|antecedentes penales|condena|condenas',
  biometrics: 'biometric|biometrics|fingerprint|face id|face print|faceprint|facial|voice print|voiceprint|iris scan|retina|gait|keystroke dynamics|biometrie|biometrisch|fingerabdruck|gesichtserkennung|gesicht|stimmabdruck|biometrique|empreinte digitale|empreinte vocale|visage|reconnaissance faciale|biometrico|huella dactilar|reconocimiento facial|huella vocal|genetic|genetic data|dna|genetisch|genetique|genetico',
  psyche: 'psychographic|psychographics|psychometric|personality|personality type|temperament|mbti|myers briggs|big five|ocean score|disc profile|disc type|enneagram|iq|emotion|emotions|emotional state|mood|psychografie|psychogramm|personlichkeit|personlichkeitstyp|gemut|stimmung|psychographie|personnalite|emotion detectee|humeur|psicografico|psicografia|personalidad|emocion|emociones|estado de animo',
  age: 'date of birth|birth date|birthdate|birthday|birth year|year of birth|dob|age group|age band|age range|age bracket|years old|geburtsdatum|geburtstag|geburtsjahr|altersgruppe|lebensalter|date de naissance|annee de naissance|anniversaire de naissance|tranche d age|groupe d age|fecha de nacimiento|ano de nacimiento|cumpleanos|grupo de edad|rango de edad',
  gender: 'gender|sex|pronouns|salutation|geschlecht|anrede|sexe|civilite|sexo|genero',
  family: 'marital|marital status|married|spouse|children|number of kids|kids|family status|divorced|familienstand|verheiratet|ehepartner|kinder|kinderzahl|geschieden|situation familiale|etat civil|situation matrimoniale|marie|conjoint|enfants|estado civil|casado|conyuge|hijos|divorciado',
};

/** A bare word for age means a person's; with other words it is a deal's or a stage's. */
const bareAge = /^(?:(?:contact|customer|client|person|lead|buyer|respondent)s? )?(?:age|alter|edad)$/;

const patterns = Object.entries(named).map(([category, words]) => [category as SensitiveCategory, new RegExp(`(?<![a-z])(?:${words})(?![a-z])`)] as const);

/** "DateOfBirth", "date_of_birth" and "Date de naissance" as plain words. */
export const foldedWords = (name: string): string =>
  name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** The sensitive category that a column or an attribute names; null where it names none. */
export function sensitiveCategoryOf(name: string): SensitiveCategory | null {
  const words = foldedWords(name);
  if (bareAge.test(words)) return 'age';
  return patterns.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}
