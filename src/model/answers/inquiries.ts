import { z } from 'zod';
import { refusalSchema } from '../refusal.ts';

/** Conversion of inquiries by the month they came in, over a fixed window, only for months wholly inside the log. */
export const inquiriesAnswerSchema = z.object({
  total: z.number().int(),
  /** Days of the window: "won within 90 days". */
  windowDays: z.number().int(),
  label: z.string(),
  cohorts: z.array(z.object({
    month: z.string(),
    inquiries: z.number().int(),
    converted: z.number().int(),
    rate: z.number(),
    low: z.number(),
    high: z.number(),
  })),
  rate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  bySource: z.array(z.object({ source: z.string(), inquiries: z.number().int(), converted: z.number().int(), rate: z.number(), low: z.number(), high: z.number(), note: z.string().nullable() })),
  lag: z.object({ medianDays: z.number().nullable(), q1Days: z.number().nullable(), q3Days: z.number().nullable(), negative: z.number().int() }),
  responseTime: z.object({ medianHours: z.number().nullable(), n: z.number().int(), note: z.string() }),
  /** Expected margin or revenue of an inquiry, where deals carry amounts. */
  worth: z.object({ value: z.number(), low: z.number(), high: z.number(), currency: z.string().nullable(), is: z.enum(['margin', 'revenue']) }).nullable(),
  notCounted: z.array(z.object({ what: z.string(), inquiries: z.number().int(), why: z.string() })),
  /** The inquiries themselves, newest first, a page of them. */
  rows: z.array(z.object({
    id: z.string(),
    company: z.string().nullable(),
    source: z.string().nullable(),
    campaign: z.string().nullable(),
    owner: z.string().nullable(),
    createdAt: z.string().nullable(),
    respondedAt: z.string().nullable(),
    converted: z.boolean().nullable(),
    chance: z.number().nullable(),
  })),
  asOf: z.string(),
  refusal: refusalSchema.nullable(),
});
export type InquiriesAnswer = z.infer<typeof inquiriesAnswerSchema>;
