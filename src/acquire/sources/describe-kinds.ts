import { z } from 'zod';
import type { KindSetting, LiveKind } from '../../model/index.ts';
import { everyKind } from './kinds.ts';
import type { SourceKind } from './source-kind.ts';

/** Every kind of live source, with what one needs: a kind that is added is described by its own schema. */
export const describeKinds = (): LiveKind[] => everyKind().map(describeKind);

function describeKind(kind: SourceKind): LiveKind {
  const settings = [...(kind.inApp?.form ?? settingsIn(kind.settings))];
  const words = [
    ...(kind.secrets.length === 0 ? [] : [kind.secrets.map((name) => `HINDCAST_SECRET_${name.toUpperCase()}=…`).join(' ')]),
    `hindcast source create NAME --kind ${kind.kind} --every 60`,
    ...kind.secrets.map((name) => `--secret ${name}`),
    ...settings.filter(({ required, name }) => required || name === 'command').map(({ name }) => `--setting ${name}=…`),
  ];
  const inApp = kind.inApp !== undefined;
  return { kind: kind.kind, settings, secrets: [...kind.secrets], inApp, why: inApp ? null : 'A source of this kind is made at the machine: it may start a program there, read its files, or needs more than a form asks.', command: words.join(' ') };
}

interface JsonSchema { readonly anyOf?: readonly JsonSchema[]; readonly oneOf?: readonly JsonSchema[]; readonly properties?: Readonly<Record<string, { readonly enum?: readonly unknown[]; readonly default?: unknown }>>; readonly required?: readonly string[] }

/** Settings as the kind's schema names them; of several shapes the first, which is the usual one. None where it takes any name. */
function settingsIn(schema: z.ZodType): KindSetting[] {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const { properties = {}, required = [] } = whole.anyOf?.[0] ?? whole.oneOf?.[0] ?? whole;
  return Object.entries(properties).map(([name, property]) => ({
    name, required: required.includes(name), choices: property.enum ? property.enum.map(String) : null, usual: property.default === undefined ? null : String(property.default),
  }));
}
