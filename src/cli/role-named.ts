import { Failure, buyingRoleNames, buyingRoleSchema, type BuyingRoleName } from '../model/index.ts';

/** A role as it was typed. Throws `Failure('bad_request')` for what is none. */
export function roleNamed(word: unknown): BuyingRoleName {
  const role = buyingRoleSchema.safeParse(word);
  if (!role.success) throw new Failure('bad_request', `"${String(word)}" is no role.`, `Name one of: ${buyingRoleNames.join(', ')}`);
  return role.data;
}
