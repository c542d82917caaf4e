import { z } from 'zod';
import { fieldsOf, kindNames, type Field, type Kind } from '../kinds.ts';

/** Words of senders for kinds of record, with what is known of such a record from the start. */
const senderKinds = {
  ticket: { kind: 'activity', fields: { type: 'ticket' } },
  call: { kind: 'activity', fields: { type: 'call' } },
  payment: { kind: 'invoice', fields: {} },
} as const satisfies Record<string, { kind: Kind; fields: Readonly<Record<string, string>> }>;
type SenderKind = keyof typeof senderKinds;
const senderKindNames = Object.keys(senderKinds) as SenderKind[];

/**
 * A place in a delivery, a small part of JSONPath (RFC 9535): `$` is the delivery, `@` the element of `each`; then names (`.name`,
 * `['any name']`) and places in lists (`[0]`). Only `each` may end in `[*]`.
 */
const pathPattern = /^[$@](?:\.[\p{L}_][\p{L}\p{N}_-]*|\['[^'\]]{1,200}'\]|\[\d{1,6}\])*$/u;
const eachPattern = /^\$(?:\.[\p{L}_][\p{L}\p{N}_-]*|\['[^'\]]{1,200}'\]|\[\d{1,6}\])*\[\*\]$/u;
export const hookPathSchema = z.string().max(500).regex(pathPattern, 'a path such as $.ticket.id');

const plainSchema = z.union([z.string().max(1_000), z.number(), z.boolean()]);
/** Holds where one of the values stands at the path; without values, where anything does. */
const conditionSchema = z.strictObject({ path: hookPathSchema, is: z.array(plainSchema).min(1).max(500).optional() });

/** How a value is written where its sender does not write it as it reads: cents of the currency, seconds or milliseconds since 1970. */
const writtenSchema = z.enum(['minor units', 'epoch seconds', 'epoch milliseconds']);

const fieldSchema = z.union([
  hookPathSchema,
  /** The first of some paths where something stands. */
  z.strictObject({ firstOf: z.array(hookPathSchema).min(1).max(20), as: writtenSchema.optional(), currency: hookPathSchema.optional() }),
  z.strictObject({ path: hookPathSchema, as: writtenSchema.optional(), /** Where the currency of minor units stands (ISO 4217). */ currency: hookPathSchema.optional() }),
  /** What stands at some paths, with spaces between. */
  z.strictObject({ join: z.array(hookPathSchema).min(2).max(10) }),
  z.strictObject({ value: plainSchema }),
]);
export type HookField = z.infer<typeof fieldSchema>;

const ruleSchema = z.strictObject({
  /** Records of one stream are told apart by their ids alone. */
  stream: z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/, 'lower-case letters, digits, dashes and underscores'),
  kind: z.enum([...kindNames, ...senderKindNames] as [Kind | SenderKind, ...(Kind | SenderKind)[]]),
  /** All must hold. */
  when: z.array(conditionSchema).max(20).default([]),
  /** One record for each element of a list, instead of one for the delivery. */
  each: z.string().max(500).regex(eachPattern, 'a list such as $.items[*]').optional(),
  id: hookPathSchema,
  /** The sender deleted the record: it counts no more from then on. Other rules of the stream are passed over. */
  deletes: z.literal(true).optional(),
  fields: z.record(z.string().regex(/^\P{Cc}{1,200}$/u, 'a name'), fieldSchema).default({}),
});
export type HookRule = z.infer<typeof ruleSchema>;

/** What a sender's deliveries become. Every rule that applies is followed; a delivery that none applies to is put aside, unless it is ignored. */
export const hookMappingSchema = z.strictObject({
  rules: z.array(ruleSchema).min(1).max(100),
  /** Deliveries that are about nothing of ours. */
  ignore: z.array(conditionSchema).max(100).default([]),
}).superRefine(({ rules }, context) => {
  for (const [index, rule] of rules.entries()) {
    const other = rules.find(({ stream, kind }) => stream === rule.stream && kind !== rule.kind);
    if (other) context.addIssue({ code: 'custom', path: ['rules', index], message: `the stream "${rule.stream}" has two kinds` });
    const lacking = rule.deletes ? [] : requiredOf(rule.kind).filter((name) => rule.fields[name] === undefined && knownOf(rule.kind)[name] === undefined);
    if (lacking.length > 0) context.addIssue({ code: 'custom', path: ['rules', index, 'fields'], message: `a record of kind ${rule.kind} needs ${lacking.join(', ')}` });
  }
});
export type HookMapping = z.infer<typeof hookMappingSchema>;
/** A mapping as somebody writes it. */
export type HookMappingInput = z.input<typeof hookMappingSchema>;

/** A mapping as it is kept: each change is a new version, the old ones stay. */
export interface KeptMapping {
  readonly version: number;
  readonly mapping: HookMapping;
  readonly at: string;
}

const isSenderKind = (kind: Kind | SenderKind): kind is SenderKind => kind in senderKinds;
/** The kind of record that a rule makes. */
export const kindOfRule = (kind: HookRule['kind']): Kind => (isSenderKind(kind) ? senderKinds[kind].kind : kind);
/** Fields that are known of every record of such a rule. */
export const knownOf = (kind: HookRule['kind']): Readonly<Record<string, string>> => (isSenderKind(kind) ? senderKinds[kind].fields : kind === 'other' ? { ofKind: 'other' } : {});
const requiredOf = (kind: HookRule['kind']): string[] => fieldsOf(kindOfRule(kind)).filter(([, field]) => field.required).map(([name]) => name);
export const declaredField = (kind: HookRule['kind'], name: string): Field | undefined => fieldsOf(kindOfRule(kind)).find(([one]) => one === name)?.[1];
