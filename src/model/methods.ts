import { z } from 'zod';

/** Ways of giving a deal's chance, the finest first: boosted trees, the landmark hazard model, the stage-and-age table, the plain win rate. */
export const methodSchema = z.enum(['trees', 'hazard', 'stage_age', 'base_rate']);
export type Method = z.infer<typeof methodSchema>;

/** What an answer rests on: a method, or nothing because it was refused. */
export const methodOrRefusedSchema = z.enum([...methodSchema.options, 'refused']);
