import { z } from 'zod';
import { noteSchema, savedFilterSchema } from './application.ts';
import { correctionSchema } from './answers/person.ts';
import { ledgerEntrySchema } from './consent/index.ts';
import { visitorWordSchema } from './known-visitors.ts';
import { identityDecisionSchema } from './people.ts';
import { askSchema } from './buyers.ts';
import { keptOutSchema } from './recall.ts';
import { sourceTermsSchema } from './source-terms.ts';
import { kindNames, type Kind } from './kinds.ts';
import { callSchema, workspaceSettingsSchema } from './settings.ts';

/** Name of the file that says a folder is an export of Hindcast, and how to bring it back. */
export const manifestName = 'hindcast-export.json';

/** Folder of an export with what was decided, assigned and said. */
export const recordFolder = 'record';

/** Header of an attribute's column: it comes back under its own name even where a field has the same. */
export const attributePrefix = 'attribute: ';
/** Column that is "true" in a version that says that the source deleted the record. */
export const removedHeader = 'removed';

/**
 * What an exported folder holds. Versions are grouped by the moment from which they were known: each group is a folder
 * that comes back as one import with that very moment, so every as-of answer stays what it was.
 */
export const manifestSchema = z.object({
  format: z.literal(1),
  workspace: z.string(),
  settings: workspaceSettingsSchema,
  groups: z.array(z.object({
    folder: z.string().regex(/^[0-9]{4}$/),
    knownAt: z.number().int(),
    tables: z.array(z.object({
      file: z.string().regex(/^[a-z_]+\.csv$/),
      kind: z.enum(kindNames as [Kind, ...Kind[]]),
      source: z.string(),
      rows: z.number().int(),
      attributes: z.array(z.string()),
    })),
  })),
  /** What was decided, assigned and said: one file of JSON lines per table, in the folder `record`. */
  record: z.array(z.object({ file: z.string().regex(/^[a-z_]+\.jsonl$/), table: z.string(), rows: z.number().int() })).default([]),
  /** Where actions stand. */
  actionStates: z.array(z.object({ actionId: z.string(), dealId: z.string(), state: z.string(), reason: z.string().nullable(), by: z.string().nullable(), at: z.string() })).default([]),
  /** Asks with what stands as their answer; links stay with the installation that made them. */
  asks: z.array(askSchema.omit({ state: true }).extend({ asker: z.string().nullable(), declinedAt: z.string().nullable(), takenBackAt: z.string().nullable() })).default([]),
  calls: z.array(callSchema),
  notes: z.array(noteSchema),
  savedFilters: z.array(savedFilterSchema),
  /** What people said about the use of their records, and who was said to be who; in the order it was said. */
  consent: z.array(ledgerEntrySchema).default([]),
  identity: z.array(identityDecisionSchema.extend({ at: z.string(), by: z.string().nullable() })).default([]),
  /** Which visitors of websites were said to be, or not to be, the person of a record. */
  visitorWords: z.array(visitorWordSchema).default([]),
  /** Who asked to be forgotten, as keyed hashes: whoever they are stays out where this comes back. */
  keptOut: keptOutSchema.nullable().default(null),
  /** What people wanted corrected: approved ones hold where this comes back. `knownAt` (epoch ms) is from when a corrected record is known. */
  corrections: z.array(correctionSchema.extend({ further: z.boolean(), knownAt: z.number().nullable() })).default([]),
  /** How long sources are kept, and which are on loan. */
  sourceTerms: z.array(sourceTermsSchema).default([]),
  /** Number of the last standing that followed from both. */
  standings: z.number().int().min(0).default(0),
});
export type Manifest = z.infer<typeof manifestSchema>;
