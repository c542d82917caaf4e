import { Failure, profileWishSchema, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';

export const command: Command = {
  name: 'person export', summary: 'a profile in a format of exchange, as JSON; the read is written to the access log that the person sees', arguments: [['<person>', 'id of a contact or an inquiry']],
  options: [['--format <format>', 'ceddl, oasis, segment or json', 'ceddl'], ['--for <categories>', 'access categories of whoever gets it, separated by commas; needs the person\'s grant of share']],
  run: async (context, [person], options) => {
    const readers = textOf(options, 'for');
    const wish = profileWishSchema.safeParse({ format: textOf(options, 'format'), ...(readers === undefined ? {} : { readers: readers.split(',').map((name) => name.trim()).filter((name) => name !== '') }) });
    if (!wish.success) throw new Failure('bad_request', 'There is no such format.', 'Say ceddl, oasis, segment or json.');
    const { profile } = await (await context.workspace()).people.exportProfile(String(person), wish.data, systemPrincipal);
    context.answer(profile, () => [JSON.stringify(profile, null, 2)]);
  },
};
