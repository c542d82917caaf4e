import { z } from 'zod';

/** Who may read: the name of an access category, or several; the empty text is the category Default alone. */
export const accessListSchema = z.union([z.string(), z.array(z.string())]);
export type AccessList = z.infer<typeof accessListSchema>;

/**
 * The value of a `security` field (CEDDL 1.0, 6.11): who may read the object that holds it, or an object that mirrors it and says so
 * field by field, nested where the object is.
 */
export type SecurityRule = AccessList | { readonly [field: string]: SecurityRule };
export const securityRuleSchema: z.ZodType<SecurityRule> = z.lazy(() => z.union([accessListSchema, z.record(z.string(), securityRuleSchema)]));

/** The field that holds a rule, in any nested object. */
export const securityField = 'security';
/** The category that may always read. */
export const defaultCategory = 'Default';
