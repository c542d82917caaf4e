import { Failure, identityLimitSchema, systemPrincipal, type IdentityLimits } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { outlookLines } from '../print/identity-limits.ts';

export const command: Command = {
  name: 'resolve limits set', summary: 'limits how many of a kind one person may have; in force at once, and what it parts or joins is in the feed',
  arguments: [['<kind>', 'email, phone, contact:SOURCE, lead:SOURCE or column:NAME'], ['<most>', 'a number, "any": counts before the kinds below it and is not limited, or "off"']],
  options: [['--place <n>', 'where the kind stands in the order: 1 counts most; new ones come last'], ['--dry-run', 'says who would change, and changes nothing']],
  run: async (context, [kind, most], options) => {
    const { identity } = await context.workspace();
    const limits = changed((await identity.limits()).limits, String(kind), { most: String(most), place: textOf(options, 'place') });
    const answer = await identity.setLimits(limits, options['dryRun'] === true, systemPrincipal);
    context.answer(answer, () => outlookLines(answer));
  },
};

/** The limits with one of them set, moved or taken off. */
function changed(held: IdentityLimits, kind: string, { most, place }: { most: string; place: string | undefined }): IdentityLimits {
  const others = held.filter((limit) => limit.kind !== kind);
  if (most === 'off') return others;
  const read = identityLimitSchema.safeParse({ kind, most: most === 'any' ? null : Number(most) });
  if (!read.success) throw new Failure('bad_request', `"${kind} ${most}" is no limit.`, 'A kind is email, phone, contact:SOURCE, lead:SOURCE or column:NAME; the most is a number from 1 to 100, "any" or "off".');
  const before = held.findIndex((limit) => limit.kind === kind);
  const at = place === undefined ? (before < 0 ? others.length : before) : Number(place) - 1;
  if (!Number.isSafeInteger(at) || at < 0) throw new Failure('bad_request', `"${String(place)}" is no place.`, 'Give 1 for the kind that counts most.');
  return others.toSpliced(at, 0, read.data);
}
