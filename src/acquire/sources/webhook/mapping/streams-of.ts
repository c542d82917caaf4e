import { declaredField, kindOfRule, knownOf, type HookMapping, type HookRule } from '../../../../model/index.ts';
import type { SourceMessage } from '../../source-kind.ts';
import { idColumn } from './apply-mapping.ts';

type StreamMessage = Extract<SourceMessage, { type: 'stream' }>;

/** The streams that a mapping makes, each with its kind and all its columns, so that nothing has to be recognised. */
export function streamsOf({ rules }: HookMapping): StreamMessage[] {
  return [...Map.groupBy(rules, ({ stream }) => stream)].map(([stream, of]) => {
    const [{ kind }] = of as [HookRule, ...HookRule[]];
    const names = [...new Set([...Object.keys(knownOf(kind)), ...of.flatMap(({ fields }) => Object.keys(fields))])].filter((name) => name !== idColumn);
    const isNumber = (name: string): boolean => ['money', 'number', 'integer'].includes(declaredField(kind, name)?.type ?? '');
    return {
      type: 'stream', stream, keys: [idColumn], columns: [idColumn, ...names], numbers: names.filter(isNumber), as: kindOfRule(kind),
      fields: Object.fromEntries([idColumn, ...names].map((name) => [name, declaredField(kind, name) ? name : null])),
    };
  });
}
