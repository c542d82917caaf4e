import { z } from 'zod';
import { takenAtItsWord, type WeightScale } from '../../learn/index.ts';
import { blockedValueSchema, thresholdChoosers, type IdentityExplanation } from '../../model/index.ts';
import { contactPlan, kindName, type LinkModel } from '../link/index.ts';

const weights = z.array(z.array(z.number()));

/** What a run weighed evidence by, as it is kept with the run: weights against each kind of pairs of two people. */
export const runModelSchema = z.object({
  /** Pairs of at least this weight join. */
  threshold: z.number(),
  chosenBy: z.enum(thresholdChoosers).default('evidence'),
  /** What a weight means, by people's answers. */
  scale: z.object({ shift: z.number(), stretch: z.number() }).default(takenAtItsWord),
  /** Values that were not heeded, and in how many records; what was nothing but zeros is the last. */
  blocked: z.array(blockedValueSchema.extend({ records: z.number() })).default([]),
  kinds: z.array(z.object({ name: z.string(), rule: z.number().nullable(), isByChance: z.boolean(), prior: z.number(), weights })),
  /** How rare the values are that records hold: by comparison and level, and what shared names add. */
  usual: z.object({ levels: weights, lifts: z.record(z.string(), z.number()).default({}) }),
  comparisons: z.array(z.object({ name: z.string(), levels: z.array(z.string()) })),
});
export type RunModel = z.infer<typeof runModelSchema>;

/** From which weight on a run joins, who said so, and what its weights mean. */
export type Joining = Pick<RunModel, 'threshold' | 'chosenBy'> & { readonly scale: WeightScale };

export const runModelOf = (model: LinkModel, { threshold, chosenBy, scale }: Joining, blocked: RunModel['blocked']): RunModel => ({
  blocked,
  threshold, chosenBy, scale,
  usual: { lifts: model.usual.lifts, levels: model.usual.levels.map((levels) => [...levels]) },
  kinds: model.kinds.map((kind) => ({ ...kind, name: kindName(kind), weights: kind.weights.map((levels) => [...levels]) })),
  comparisons: comparisonsNow(),
});

const comparisonsNow = (): RunModel['comparisons'] => contactPlan.comparisons.map(({ name, levels }) => ({ name, levels: ['missing', 'different', ...levels.map((level) => level.name)] }));

/** False for a model of an earlier version, whose weights are of other levels: new records can be weighed by it no longer. */
export const comparesAsNow = ({ comparisons }: RunModel): boolean => JSON.stringify(comparisons) === JSON.stringify(comparisonsNow());

export const linkModelOf = ({ kinds, usual }: RunModel): LinkModel => ({ kinds, usual });

/** The model of a run; null where it kept none. */
export function readModel(kept: unknown): RunModel | null {
  const read = runModelSchema.safeParse(kept);
  return read.success ? read.data : null;
}

type Evidence = IdentityExplanation['path'][number]['evidence'];

/**
 * What an edge weighs, comparison by comparison, against the kind of pairs of two people that it is likeliest to be of; what missing values leave open is left out. The rest
 * is what it was before, and how much rarer or commoner than usual the shared values are.
 */
export function evidenceIn(model: RunModel | null, edge: { readonly weight: number; readonly levels: readonly number[]; readonly rule: string }): Evidence {
  const kind = model?.kinds.find(({ name }) => name === edge.rule);
  if (!model || !kind) return [];
  const evidence = edge.levels.flatMap((level, index): Evidence => {
    const weight = kind.weights[index]?.[level] ?? 0;
    const comparison = model.comparisons[index];
    return comparison && Math.abs(weight) >= leastShown ? [{ comparison: inWords[comparison.name] ?? comparison.name, level: (comparison.levels[level] ?? '').replaceAll('companyDomain', 'domain'), weight }] : [];
  });
  const rest = edge.weight - kind.prior - evidence.reduce((sum, { weight }) => sum + weight, 0);
  const rare: Evidence = Math.abs(rest) >= leastShown ? [{ comparison: 'rarer or commoner values than usual', level: '', weight: rest }] : [];
  return [...evidence, ...rare, { comparison: 'before any comparison', level: `pairs found by ${kind.name}`, weight: kind.prior }];
}

/** What people call a comparison whose name is that of a column. */
const inWords: Readonly<Record<string, string>> = { given: 'given name', email: 'e-mail address', phone: 'telephone number', legalForm: 'legal form', title: 'job title', account: 'company', 'account by name': 'company by name', place: 'city' };

/** Bits; less says nothing. */
const leastShown = 0.05;
