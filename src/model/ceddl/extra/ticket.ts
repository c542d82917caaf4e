import { z } from 'zod';
import { ceddlFree, ceddlTime } from '../field-notes.ts';

/** A request for help. Not of the standard: a top-level object beside it. */
export const ceddlTicketSchema = z.looseObject({
  ticketInfo: z.looseObject({
    ticketID: z.string().optional(),
    accountID: z.string().optional(),
    status: z.string().optional(),
    priority: z.string().optional(),
    channel: z.string().optional(),
    subject: z.string().optional(),
    createdAt: ceddlTime().optional(),
    closedAt: ceddlTime().optional(),
  }).optional(),
  attributes: ceddlFree().optional(),
});
