import { z } from 'zod';
import { profileFormatSchema } from './profile.ts';

/** How a profile is wanted. */
export const profileWishSchema = z.object({
  format: profileFormatSchema.default('ceddl'),
  /** Categories of whoever gets it; where they are given it is passed on to others, which needs the person's grant of `share`. */
  readers: z.array(z.string().min(1).max(100)).max(20).optional(),
});
export type ProfileWish = z.infer<typeof profileWishSchema>;

/** A profile in a format of exchange. */
export const profileFileSchema = z.object({ format: profileFormatSchema, profile: z.record(z.string(), z.unknown()) });
export type ProfileFile = z.infer<typeof profileFileSchema>;
