import type { Route } from '../define-route.ts';
import { account } from './account.ts';
import { accounts } from './accounts.ts';
import { actions } from './actions.ts';
import { addNote } from './add-note.ts';
import { addUser } from './add-user.ts';
import { addWebhook } from './add-webhook.ts';
import { apiKeys } from './api-keys.ts';
import { askBuyer } from './ask-buyer.ts';
import { asks } from './asks.ts';
import { audit } from './audit.ts';
import { backtest } from './backtest.ts';
import { buyers } from './buyers.ts';
import { cancelJob } from './cancel-job.ts';
import { changeConfig } from './change-config.ts';
import { changeSettings } from './change-settings.ts';
import { changes } from './changes.ts';
import { claims } from './claims.ts';
import { closeEventSource } from './close-event-source.ts';
import { closeSession } from './close-session.ts';
import { columns } from './columns.ts';
import { comparisons } from './comparisons.ts';
import { consentOverview } from './consent-overview.ts';
import { consent } from './consent.ts';
import { corrections } from './corrections.ts';
import { coverageAlerts } from './coverage-alerts.ts';
import { coverage } from './coverage.ts';
import { createApiKey } from './create-api-key.ts';
import { createEventSource } from './create-event-source.ts';
import { dealAsks } from './deal-asks.ts';
import { deal } from './deal.ts';
import { deals } from './deals.ts';
import { decideCorrection } from './decide-correction.ts';
import { decide } from './decide.ts';
import { definitions } from './definitions.ts';
import { delay } from './delay.ts';
import { eventSources } from './event-sources.ts';
import { events } from './events.ts';
import { experiments } from './experiments.ts';
import { filters } from './filters.ts';
import { follow } from './follow.ts';
import { followed } from './followed.ts';
import { forecast } from './forecast.ts';
import { heardMentions } from './heard-mentions.ts';
import { heardWeeks } from './heard-weeks.ts';
import { health } from './health.ts';
import { holding } from './holding.ts';
import { importById } from './import.ts';
import { imports } from './imports.ts';
import { inquiries } from './inquiries.ts';
import { job } from './job.ts';
import { jobs } from './jobs.ts';
import { journey } from './journey.ts';
import { leaks } from './leaks.ts';
import { lendSource } from './lend-source.ts';
import { approveIdentityRun } from './approve-identity-run.ts';
import { comparePeople } from './compare-people.ts';
import { companiesFound } from './companies-found.ts';
import { explainCompanies } from './explain-companies.ts';
import { linkCompanies } from './link-companies.ts';
import { dealRoles } from './deal-roles.ts';
import { sayRole } from './say-role.ts';
import { setParent } from './set-parent.ts';
import { suggestedParents } from './suggested-parents.ts';
import { takeBackParent } from './take-back-parent.ts';
import { explainIdentity } from './explain-identity.ts';
import { identityChanges } from './identity-changes.ts';
import { identityReview } from './identity-review.ts';
import { blockValue } from './block-value.ts';
import { blockedValues } from './blocked-values.ts';
import { identityLimits } from './identity-limits.ts';
import { refusedJoins } from './refused-joins.ts';
import { setIdentityLimits } from './set-identity-limits.ts';
import { addIdentityRules } from './add-identity-rules.ts';
import { identityRules } from './identity-rules.ts';
import { takeBackIdentityRule } from './take-back-identity-rule.ts';
import { identityThresholds } from './identity-thresholds.ts';
import { previewIdentityRun } from './preview-identity-run.ts';
import { setIdentityThreshold } from './set-identity-threshold.ts';
import { linkPeople } from './link-people.ts';
import { undoIdentityChange } from './undo-identity-change.ts';
import { visitorJoins } from './visitor-joins.ts';
import { linkPerson } from './link-person.ts';
import { linkUser } from './link-user.ts';
import { me } from './me.ts';
import { notes } from './notes.ts';
import { openapi } from './openapi.ts';
import { overview } from './overview.ts';
import { people } from './people.ts';
import { person } from './person.ts';
import { personProfile } from './person-profile.ts';
import { planImport } from './plan-import.ts';
import { pollFollowed } from './poll-followed.ts';
import { quarantine } from './quarantine.ts';
import { recallPerson } from './recall-person.ts';
import { receivedEvents } from './received-events.ts';
import { rejects } from './rejects.ts';
import { removeWebhook } from './remove-webhook.ts';
import { replayQuarantine } from './replay-quarantine.ts';
import { replayWebhook } from './replay-webhook.ts';
import { retainSource } from './retain-source.ts';
import { returnSource } from './return-source.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { saveFilter } from './save-filter.ts';
import { search } from './search.ts';
import { setCall } from './set-call.ts';
import { setConsent } from './set-consent.ts';
import { setDelay } from './set-delay.ts';
import { settings } from './settings.ts';
import { signIn } from './sign-in.ts';
import { sourceHealth } from './source-health.ts';
import { sourceTerms } from './source-terms.ts';
import { sql } from './sql.ts';
import { startImport } from './start-import.ts';
import { subscribeDigest } from './subscribe-digest.ts';
import { takeBackAsk } from './take-back-ask.ts';
import { takeBackDelay } from './take-back-delay.ts';
import { takeBackPersonLink } from './take-back-person-link.ts';
import { takeFeed } from './take-feed.ts';
import { testWebhook } from './test-webhook.ts';
import { caps } from './caps.ts';
import { dial } from './dial.ts';
import { mayContact } from './may-contact.ts';
import { setCaps } from './set-caps.ts';
import { setDial } from './set-dial.ts';
import { setTouchRule } from './set-touch-rule.ts';
import { giveDevices } from './give-devices.ts';
import { listedDevices } from './listed-devices.ts';
import { removeDevice } from './remove-device.ts';
import { usage } from './usage.ts';
import { usageReadings } from './usage-readings.ts';
import { touchCounts } from './touch-counts.ts';
import { touchRule } from './touch-rule.ts';
import { touches } from './touches.ts';
import { undoImport } from './undo-import.ts';
import { undoRepair } from './undo-repair.ts';
import { unfollow } from './unfollow.ts';
import { unseen } from './unseen.ts';
import { uploads } from './uploads.ts';
import { users } from './users.ts';
import { webhookDeliveries } from './webhook-deliveries.ts';
import { webhooks } from './webhooks.ts';
import { workspaces } from './workspaces.ts';
import { cancelSourceRun } from './cancel-source-run.ts';
import { changeLiveSource } from './change-live-source.ts';
import { createLiveSource } from './create-live-source.ts';
import { removeLiveSource } from './remove-live-source.ts';
import { runSource } from './run-source.ts';
import { setSourceCost } from './set-source-cost.ts';
import { sourceKinds } from './source-kinds.ts';
import { sourceRuns } from './source-runs.ts';
import { waysIn } from './ways-in.ts';
import { digestReaders } from './digest-readers.ts';
import { mailSettings } from './mail-settings.ts';
import { ownDigests } from './own-digests.ts';
import { setMail } from './set-mail.ts';
import { testMail } from './test-mail.ts';
import { handleAlert } from './handle-alert.ts';
import { listenFor } from './listen-for.ts';
import { listenedNames } from './listened-names.ts';
import { stopListeningFor } from './stop-listening-for.ts';

/** Every endpoint of the server. */
export const routes: readonly Route[] = [
  account, accounts, actions, addNote, addUser, audit, backtest, cancelJob, changeConfig, changeSettings, changes,
  closeSession, columns, comparisons, consent, coverage, deal, deals, decide, definitions, events, experiments, filters, forecast, health, holding,
  importById, imports, inquiries, job, jobs, journey, leaks, companiesFound, explainCompanies, linkCompanies, setParent, suggestedParents, takeBackParent, approveIdentityRun, comparePeople, explainIdentity, identityChanges, identityReview, blockValue, blockedValues, identityLimits, setIdentityLimits, refusedJoins, identityRules, addIdentityRules, takeBackIdentityRule, identityThresholds, previewIdentityRun, setIdentityThreshold, linkPeople, undoIdentityChange, visitorJoins, linkUser, me, notes, openapi, overview, planImport, recallPerson, rejects,
  saveFilter, search, setCall, setConsent, settings, signIn, sql, startImport, undoImport, undoRepair, uploads, users, workspaces,
  askBuyer, asks, buyers, claims, dealAsks, takeBackAsk, unseen,
  lendSource, retainSource, returnSource, sourceHealth, sourceTerms,
  consentOverview, corrections, decideCorrection, linkPerson, people, person, personProfile, takeBackPersonLink,
  delay, setDelay, takeBackDelay, dealRoles, sayRole,
  coverageAlerts, follow, followed, heardMentions, heardWeeks, pollFollowed, takeFeed, unfollow,
  apiKeys, createApiKey, revokeApiKey,
  subscribeDigest, addWebhook, removeWebhook, replayWebhook, testWebhook, webhookDeliveries, webhooks,
  caps, dial, mayContact, setCaps, setDial, setTouchRule, touchCounts, touchRule, touches,
  giveDevices, listedDevices, removeDevice, usage, usageReadings,
  closeEventSource, createEventSource, eventSources, quarantine, receivedEvents, replayQuarantine,
  cancelSourceRun, changeLiveSource, createLiveSource, removeLiveSource, runSource, setSourceCost, sourceKinds, sourceRuns, waysIn,
  digestReaders, mailSettings, ownDigests, setMail, testMail,
  handleAlert, listenFor, listenedNames, stopListeningFor,
];
