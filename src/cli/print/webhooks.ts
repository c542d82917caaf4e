import type { WebhookDelivery } from '../../model/index.ts';

const ended: Readonly<Record<WebhookDelivery['state'], string>> = { waiting: 'waits', delivered: 'delivered', given_up: 'not delivered' };

/** A message and its attempts, one a line. */
export const deliveryLines = (delivery: WebhookDelivery): string[] => [
  `${delivery.messageId}  ${delivery.event}  ${delivery.createdAt}  ${ended[delivery.state]}${delivery.nextAt ? `, next attempt ${delivery.nextAt}` : ''}`,
  ...delivery.attempts.map(({ at, answer, durationMs }) => `  ${at}  ${answer}  ${durationMs} ms`),
];
