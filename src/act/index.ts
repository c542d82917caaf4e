/** What leaves the house, carried out and recorded. */
export { deliverNext, type Attempted } from './webhooks/deliver-next.ts';
export { deliveriesOf, forgetOldMessages, replayDeliveries, testWebhook } from './webhooks/deliveries.ts';
export { sealEndpointSecrets, secretOf } from './webhooks/endpoint-secret.ts';
export { addWebhook, listWebhooks, removeWebhook } from './webhooks/endpoints.ts';
export type { WebhookParts } from './webhooks/parts.ts';
export { tellRecorded } from './webhooks/tell-recorded.ts';
export { composeDigest } from './digest/compose-digest.ts';
export { slotBefore } from './digest/digest-slots.ts';
export { exportWorkspace } from './export/export-workspace.ts';
export { decideContact } from './contact/book-contact.ts';
export { contactRulesAt, setContactRules } from './contact/contact-rules.ts';
export { dialOf, setDial } from './contact/dials.ts';
