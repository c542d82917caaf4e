import { mailSettingsShownSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

export const mailSettings = defineRoute({
  method: 'GET', path: '/api/mail', summary: 'The server that takes mail, without its password; null where none is set', answer: mailSettingsShownSchema.nullable(),
  handle: ({ application }) => application.mail.settings(),
});
