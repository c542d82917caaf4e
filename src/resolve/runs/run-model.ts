import { z } from 'zod';
import { takenAtItsWord, type WeightScale } from '../../learn/index.ts';
import { thresholdChoosers, type IdentityExplanation } from '../../model/index.ts';
import { contactPlan, type LinkModel } from '../link/index.ts';

const weights = z.array(z.array(z.number()));

/** What a run weighed evidence by, as it is kept with the run: for each blocking rule its own weights. */
export const runModelSchema = z.object({
  /** Pairs of at least this weight join. */
  threshold: z.number(),
  chosenBy: z.enum(thresholdChoosers).default('evidence'),
  /** What a weight means, by people's answers. */
  scale: z.object({ shift: z.number(), stretch: z.number() }).default(takenAtItsWord),
  rules: z.array(z.object({ name: z.string(), prior: z.number(), weights })),
  /** By comparison and level: what the weights were lowered by, since each pair adds how rare its own values are. */
  usual: weights,
  comparisons: z.array(z.object({ name: z.string(), levels: z.array(z.string()) })),
});
export type RunModel = z.infer<typeof runModelSchema>;

/** From which weight on a run joins, who said so, and what its weights mean. */
export type Joining = Pick<RunModel, 'threshold' | 'chosenBy'> & { readonly scale: WeightScale };

export const runModelOf = (model: LinkModel, { threshold, chosenBy, scale }: Joining): RunModel => ({
  threshold, chosenBy, scale,
  usual: model.usual.map((levels) => [...levels]),
  rules: model.rules.map(({ prior, weights: held }, rule) => ({ name: contactPlan.rules[rule]?.name ?? '', prior, weights: held.map((levels) => [...levels]) })),
  comparisons: contactPlan.comparisons.map(({ name, levels }) => ({ name, levels: ['missing', 'different', ...levels.map((level) => level.name)] })),
});

export const linkModelOf = ({ rules, usual }: RunModel): LinkModel => ({ rules, usual });

/** The model of a run; null where it kept none. */
export function readModel(kept: unknown): RunModel | null {
  const read = runModelSchema.safeParse(kept);
  return read.success ? read.data : null;
}

type Evidence = IdentityExplanation['path'][number]['evidence'];

/**
 * What an edge weighs, comparison by comparison, by the rule that found it and is surest of least; what missing values leave open is left out. The rest
 * is what it was before, and how much rarer or commoner than usual the shared values are.
 */
export function evidenceIn(model: RunModel | null, edge: { readonly weight: number; readonly levels: readonly number[]; readonly rule: string }): Evidence {
  const rule = model?.rules.find(({ name }) => name === edge.rule);
  if (!model || !rule) return [];
  const evidence = edge.levels.flatMap((level, index): Evidence => {
    const weight = (rule.weights[index]?.[level] ?? 0) - (model.usual[index]?.[level] ?? 0);
    const comparison = model.comparisons[index];
    return comparison && weight !== 0 ? [{ comparison: comparison.name, level: comparison.levels[level] ?? '', weight }] : [];
  });
  const rarity = edge.weight - rule.prior - evidence.reduce((sum, { weight }) => sum + weight, 0);
  const rare: Evidence = Math.abs(rarity) > 0.05 ? [{ comparison: 'rarer or commoner values than usual', level: '', weight: rarity }] : [];
  return [...evidence, ...rare, { comparison: 'before any comparison', level: `pairs found by ${rule.name}`, weight: rule.prior }];
}
