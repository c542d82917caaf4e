import { Failure, followServices, systemPrincipal, type FollowInput, type FollowService } from '../../model/index.ts';
import { textOf, type Command, type Options } from '../command.ts';
import { followedLines } from '../print/listening.ts';

const services = Object.keys(followServices) as FollowService[];

export const command: Command = {
  name: 'listen follow', summary: 'reads a feed, or what a service finds, by itself from now on', arguments: [['<name>', 'name of the source, such as trade-news']],
  options: [
    ...services.map((service) => [`--${service} <${service === 'feed' ? 'address' : 'what'}>`, followServices[service]] as const),
    ['--server <address>', 'of the service, where it is not the usual one; Mastodon needs one'], ['--every <minutes>', 'how often, from 5 to 1440', '15'],
  ],
  run: async (context, [name], options) => {
    const followed = await (await context.workspace()).listening.follow(inputOf(String(name), options), systemPrincipal);
    context.answer(followed, () => followedLines(followed));
  },
};

function inputOf(name: string, options: Options): FollowInput {
  const chosen = services.flatMap((service) => { const what = textOf(options, service.replace(/-(\w)/, (_, letter: string) => letter.toUpperCase())); return what === undefined ? [] : [{ service, what }]; });
  const [one, another] = chosen;
  if (one === undefined || another !== undefined) throw new Failure('bad_request', 'Say what to follow: one of the services.', 'hindcast listen follow trade-news --feed https://trade-news.example/rss');
  const server = textOf(options, 'server');
  return { name, ...one, everyMinutes: Number(textOf(options, 'every') ?? 15), ...(server === undefined ? {} : { server }) };
}
