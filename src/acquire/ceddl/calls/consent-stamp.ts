import type { DigitalData, WireEventInput } from '../../../model/index.ts';

type Context = NonNullable<WireEventInput['context']>;
type Preferences = Readonly<Record<string, boolean>>;

const stateMeans: Readonly<Record<string, boolean | undefined>> = { granted: true, denied: false, revoked: false };

/** The context of every call: that of the delivery, with what the consent objects say. Of two words on one purpose the refusal counts. */
export function stampedContext(data: DigitalData, context: Context, at: string | null): Context {
  const said = preferencesOf(data, at);
  if (said.length === 0) return context;
  const before: Preferences = context.consent?.categoryPreferences ?? {};
  return { ...context, consent: { ...context.consent, categoryPreferences: strictest([...Object.entries(before), ...said]) } };
}

/** The context of a call about somebody else than who uses the page: nobody allows for others, and a refusal is heeded for all that the object tells. */
export function contextForOthers({ consent, ...context }: Context): Context {
  const refused = Object.entries(consent?.categoryPreferences ?? {}).filter(([, allows]) => !allows);
  return refused.length === 0 ? context : { ...context, consent: { categoryPreferences: Object.fromEntries(refused) } };
}

function preferencesOf(data: DigitalData, at: string | null): Array<[string, boolean]> {
  return (data.consent ?? []).flatMap(({ consentInfo }): Array<[string, boolean]> => {
    const { purpose, state, expiresAt } = consentInfo ?? {};
    const allows = Object.hasOwn(stateMeans, state ?? '') ? stateMeans[state ?? ''] : undefined;
    if (purpose === undefined || allows === undefined || (allows && isOver(expiresAt, at))) return [];
    return [[purpose, allows]];
  });
}

/** A grant whose last day cannot be read has none that is left. */
const isOver = (expiresAt: string | undefined, at: string | null): boolean => expiresAt !== undefined && !(Date.parse(expiresAt) > (at === null ? -Infinity : Date.parse(at)));

const strictest = (said: ReadonlyArray<readonly [string, boolean]>): Preferences =>
  Object.fromEntries(said.map(([purpose]) => [purpose, said.every(([other, allows]) => other !== purpose || allows)]));
