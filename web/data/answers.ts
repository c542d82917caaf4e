import type {
  ApiKey, CoverageAlert, DigestReader, Followed, HeardAnswer, HeardWeeks, ListenedNames, MailSettingsShown, NewApiKey, NewWebhook, Webhook, WebhookDelivery, AccountPage, AccountRow, ActionsAnswer, Ask, AskLink, AuditEntry, BacktestAnswer, BuyersAnswer, ChangesAnswer, ClaimsAnswer, ColumnAnswer, ComparisonsAnswer, ConsentAnswer, ConsentOverview, Correction, CoverageAnswer, DealAnswer, DealPage, DelayAnswer,
  Definition, EventSource, EventTotals, ExperimentsAnswer, ForecastAnswer, ImportAnswer, ImportPlan, InquiriesAnswer, JobAnswer, JourneyAnswer, LeaksAnswer, Note, OverviewAnswer,
  PageLink, PageToken, ParentAnswer, PeopleAnswer, Person, PersonPage, QuarantinedEvent, RecallAnswer, ReceivedEvent, ReplayAnswer,
  IdentityChangesAnswer, IdentityExplanation, IdentityRun, ReviewAnswer, RunPreview, ThresholdsAnswer, BlockedValuesAnswer, ChangedLiveSource, LiveKind, LiveSource, SavedFilter, SearchHit, SourceHealth, SourceRun, SqlAnswer, UnseenAnswer, User, WaysInAnswer, WorkspaceAnswer, WorkspaceSettings,
} from '../../src/model/index.ts';

/** Every answer the app reads, by the name of its question. */
export interface Answers {
  overview: OverviewAnswer;
  deals: DealAnswer[];
  deal: DealPage;
  forecast: ForecastAnswer[];
  backtest: BacktestAnswer;
  leaks: LeaksAnswer;
  changes: ChangesAnswer;
  journey: JourneyAnswer;
  inquiries: InquiriesAnswer;
  actions: ActionsAnswer;
  experiments: ExperimentsAnswer;
  columns: ColumnAnswer[];
  comparisons: ComparisonsAnswer;
  coverage: CoverageAnswer;
  accounts: { rows: AccountRow[]; next: string | null };
  account: AccountPage;
  search: SearchHit[];
  sql: SqlAnswer;
  plan: ImportPlan;
  import: ImportAnswer;
  imports: ImportAnswer[];
  notes: Note[];
  note: Note;
  filters: SavedFilter[];
  filter: SavedFilter;
  settings: WorkspaceSettings;
  workspaces: WorkspaceAnswer[];
  me: User;
  users: User[];
  user: User;
  job: JobAnswer;
  jobs: JobAnswer[];
  audit: AuditEntry[];
  buyers: BuyersAnswer;
  unseen: UnseenAnswer;
  claims: ClaimsAnswer;
  asks: Ask[];
  ask: Ask;
  askLink: AskLink;
  people: PeopleAnswer;
  profile: PersonPage;
  person: Person;
  consent: ConsentAnswer;
  consentOverview: ConsentOverview;
  correction: Correction;
  ownLink: PageLink;
  recall: RecallAnswer;
  pageToken: PageToken;
  delay: DelayAnswer;
  eventSources: { sources: EventSource[]; totals: EventTotals[] };
  eventSource: EventSource;
  madeSource: { source: EventSource; writeKey: string };
  receivedEvents: ReceivedEvent[];
  quarantine: QuarantinedEvent[];
  replay: ReplayAnswer;
  keys: ApiKey[];
  key: ApiKey;
  madeKey: NewApiKey;
  webhooks: Webhook[];
  madeWebhook: NewWebhook;
  delivery: WebhookDelivery;
  deliveries: WebhookDelivery[];
  replayed: { waiting: number };
  mail: MailSettingsShown | null;
  digests: DigestReader[];
  digest: DigestReader;
  alerts: CoverageAlert[];
  mentions: HeardAnswer;
  heardWeeks: HeardWeeks;
  followed: Followed[];
  polled: Followed;
  listenedNames: ListenedNames;
  waysIn: WaysInAnswer;
  sourceHealth: SourceHealth[];
  sourceKinds: LiveKind[];
  sourceRuns: SourceRun[];
  liveSource: LiveSource & { address: string | null };
  changedSource: ChangedLiveSource;
  identityChanges: IdentityChangesAnswer;
  explanation: IdentityExplanation;
  review: ReviewAnswer;
  identityRun: IdentityRun;
  thresholds: ThresholdsAnswer;
  runPreview: RunPreview;
  blockedValues: BlockedValuesAnswer;
  parent: ParentAnswer;
  peopleNow: { people: Person[] };
  definitions: Record<string, Definition>;
}
export type Question = keyof Answers;
