import { Failure, systemPrincipal, webhookEventSchema, webhookEvents, type WebhookEvent } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';

export const command: Command = {
  name: 'webhook add', summary: 'tells another system what happens; prints the secret that its messages are signed with, this once', arguments: [['<url>', 'its address, beginning with https://']],
  options: [['--events <events>', `what it is told, with commas between: ${Object.keys(webhookEvents).join(', ')}`]],
  run: async (context, [url], options) => {
    const given = textOf(options, 'events');
    const events = given === undefined ? webhookEventSchema.options : given.split(',').map((word) => eventOf(word.trim()));
    const { webhook, secret } = await (await context.workspace()).webhooks.add({ url: String(url), events: [...events] }, systemPrincipal);
    context.answer({ webhook, secret }, () => [`Webhook ${webhook.id} is told ${webhook.events.join(', ')}.`, `Secret: ${secret}`, 'It is shown this once: the receiver checks signatures with it (Standard Webhooks).', `Try it: hindcast webhook test ${webhook.id}`]);
  },
};

function eventOf(word: string): WebhookEvent {
  const read = webhookEventSchema.safeParse(word);
  if (read.success) return read.data;
  throw new Failure('bad_request', `There is no event "${word}".`, `Events: ${Object.keys(webhookEvents).join(', ')}.`);
}
