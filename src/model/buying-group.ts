import { z } from 'zod';
import type { Principal } from './access.ts';
import { buyingRoleNames, partGrounds, type BuyingRoleName } from './buying-words.ts';

/** In what somebody took part of a deal: how often, and from when to when. */
export const partSchema = z.object({ part: z.string(), from: z.enum(partGrounds), times: z.number().int(), firstAt: z.string(), lastAt: z.string() });
export type Part = z.infer<typeof partSchema>;

export const buyingRoleSchema = z.enum(buyingRoleNames as [BuyingRoleName, ...BuyingRoleName[]]);

/** What a role can rest on, the strongest first: a user's word, an answer of the buyer's side, a record. */
export const roleGrounds = ['word', 'answer', 'record'] as const;

/** One statement on a role of a person. */
export const roleClaimSchema = z.object({
  role: buyingRoleSchema,
  says: z.enum(['has', 'has_not']),
  from: z.enum(roleGrounds),
  /** Key of the record that it is said of. */
  record: z.string(),
  /** The source's own words; null of a word. */
  words: z.string().nullable(),
  /** The source that says it, or the user. */
  by: z.string().nullable(),
  /** The day that it is of. */
  at: z.string(),
});
export type RoleClaim = z.infer<typeof roleClaimSchema>;

/** Whether a person has a role: they do, somebody said that they do not, or a stronger source names somebody else. */
export const roleStandings = ['has', 'has_not', 'outranked'] as const;

export const memberRoleSchema = z.object({
  role: buyingRoleSchema,
  standing: z.enum(roleStandings),
  /** What decides it, and the day of the newest statement of that kind. */
  from: z.enum(roleGrounds),
  at: z.string(),
  /** The strongest first, then the newest. More than one says something: sources may disagree. */
  claims: z.array(roleClaimSchema),
  /** Names of those whom a stronger source names. */
  outrankedBy: z.array(z.string()),
});
export type MemberRole = z.infer<typeof memberRoleSchema>;

/** One person of a buying group, with every record of theirs that takes part. */
export const groupMemberSchema = z.object({
  /** The source's id of the record that is shown. */
  id: z.string(),
  /** Its key: `contact:SOURCE:ID`. */
  key: z.string(),
  /** Keys of the records that are this person and take part. */
  records: z.array(z.string()),
  name: z.string(),
  title: z.string().nullable(),
  /** Activities and touches of websites; answers are not among them. */
  touches: z.number().int(),
  /** False where only activities of the account and touches of websites speak for taking part: then nothing names the deal. */
  isNamed: z.boolean(),
  parts: z.array(partSchema),
  roles: z.array(memberRoleSchema),
  /** What the title alone suggests: no role, until somebody says so. */
  suggested: buyingRoleSchema.nullable(),
});
export type GroupMember = z.infer<typeof groupMemberSchema>;

/** What users said of a role, newest first; taken back means that records and answers alone count again. */
export const roleWordSchema = z.object({ record: z.string(), role: buyingRoleSchema, says: z.enum(['has', 'has_not', 'taken_back']), at: z.string(), by: z.string().nullable() });
export type RoleWord = z.infer<typeof roleWordSchema>;

export const roleInputSchema = z.object({
  /** Id or key of a record of the person. */
  person: z.string().min(1).max(300),
  role: buyingRoleSchema,
  says: z.enum(['has', 'has_not', 'taken_back']),
});
export type RoleInput = z.infer<typeof roleInputSchema>;

/** Roles in the purchases of one workspace. */
export interface DealRoles {
  /** Keeps a user's word on a person's role in a deal; who takes part, as it stands then. Throws `Failure`: `not_found`, `conflict`. */
  say(deal: string, input: RoleInput, by: Principal): Promise<GroupMember[]>;
  /** Every word on the roles of a deal, newest first. */
  words(deal: string): Promise<RoleWord[]>;
}
