import { z } from 'zod';
import * as model from '../../src/model/index.ts';
import type { Answers, Question } from './answers.ts';

const definition = z.object({ title: z.string(), means: z.string(), formula: z.string(), unit: model.unitSchema, version: z.number() });

/** The schema of every answer. Loaded in development and by the fixtures only, so that the shipped app stays small. */
export const schemas: { [Q in Question]: z.ZodType<Answers[Q]> } = {
  overview: model.overviewAnswerSchema,
  deals: z.array(model.dealAnswerSchema),
  deal: model.dealPageSchema,
  forecast: z.array(model.forecastAnswerSchema),
  backtest: model.backtestAnswerSchema,
  leaks: model.leaksAnswerSchema,
  changes: model.changesAnswerSchema,
  journey: model.journeyAnswerSchema,
  inquiries: model.inquiriesAnswerSchema,
  actions: model.actionsAnswerSchema,
  experiments: model.experimentsAnswerSchema,
  columns: z.array(model.columnAnswerSchema),
  comparisons: model.comparisonsAnswerSchema,
  coverage: model.coverageAnswerSchema,
  accounts: z.object({ rows: z.array(model.accountRowSchema), next: z.string().nullable() }),
  account: model.accountPageSchema,
  search: z.array(model.searchHitSchema),
  sql: model.sqlAnswerSchema,
  plan: model.importPlanSchema,
  import: model.importAnswerSchema,
  imports: z.array(model.importAnswerSchema),
  notes: z.array(model.noteSchema),
  note: model.noteSchema,
  filters: z.array(model.savedFilterSchema),
  filter: model.savedFilterSchema,
  settings: model.workspaceSettingsSchema,
  workspaces: z.array(model.workspaceAnswerSchema),
  me: model.userSchema,
  users: z.array(model.userSchema),
  user: model.userSchema,
  job: model.jobAnswerSchema,
  jobs: z.array(model.jobAnswerSchema),
  audit: z.array(model.auditEntrySchema),
  buyers: model.buyersAnswerSchema,
  unseen: model.unseenAnswerSchema,
  claims: model.claimsAnswerSchema,
  asks: z.array(model.askSchema),
  ask: model.askSchema,
  askLink: model.askLinkSchema,
  people: model.peopleAnswerSchema,
  profile: model.personPageSchema,
  person: model.personSchema,
  consent: model.consentAnswerSchema,
  consentOverview: model.consentOverviewSchema,
  correction: model.correctionSchema,
  ownLink: model.pageLinkSchema,
  recall: model.recallAnswerSchema,
  pageToken: model.pageTokenSchema,
  delay: model.delayAnswerSchema,
  eventSources: z.object({ sources: z.array(model.eventSourceSchema), totals: z.array(model.eventTotalsSchema) }),
  eventSource: model.eventSourceSchema,
  madeSource: z.object({ source: model.eventSourceSchema, writeKey: z.string() }),
  receivedEvents: z.array(model.receivedEventSchema),
  quarantine: z.array(model.quarantinedEventSchema),
  replay: model.replayAnswerSchema,
  waysIn: model.waysInAnswerSchema,
  sourceHealth: z.array(model.sourceHealthSchema),
  sourceKinds: z.array(model.liveKindSchema),
  sourceRuns: z.array(model.sourceRunSchema),
  liveSource: model.liveSourceSchema.extend({ address: z.string().nullable() }),
  definitions: z.record(z.string(), definition),
};

/** Throws, naming the question, when an answer is not what its schema says. */
export function checkAnswer<Q extends Question>(question: Q, body: unknown): void {
  const parsed = schemas[question].safeParse(body);
  if (!parsed.success) throw new Error(`The answer to "${question}" breaks its schema: ${z.prettifyError(parsed.error)}`);
}
