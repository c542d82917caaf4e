import { z } from 'zod';
import type { TouchRule } from '../../../model/index.ts';
import { visibleEvents } from '../../../store/index.ts';

/** Which events are looked at: on days from one to another, received by an instant, and further conditions on the visitor's day. */
export interface TouchScope {
  /** Text that leaves out visitors' days: a condition on `day` and `who`, empty for all. */
  readonly keys: string;
  /** Text that leaves out events before visitors are told apart: a condition on columns of `events`, empty for all. */
  readonly events: string;
}

/** Values of a rule as the statement is given them; names in lower case. */
export const ruleParameters = (rule: TouchRule) => ({
  declared: rule.events.map(({ name }) => name.toLowerCase()), declaredKinds: rule.events.map(({ kind }) => kind), foldMs: rule.events.map(({ foldMinutes }) => foldMinutes * 60_000),
  visitGapMs: rule.visitGapMinutes * 60_000, bounceMs: rule.bounceSeconds * 1000, pings: rule.pings.map((name) => name.toLowerCase()),
  ownDomains: rule.ownDomains.map((domain) => `@${domain}`), testHosts: [...rule.testHosts], cappedKinds: Object.keys(rule.dailyCaps), caps: Object.values(rule.dailyCaps),
  searchHosts: [...rule.searchHosts], socialHosts: [...rule.socialHosts],
});

const texts = z.array(z.string());
export const scopeParameters = {
  fromDay: z.string(), toDay: z.string(), upTo: z.number(),
  declared: texts, declaredKinds: texts, foldMs: z.array(z.number()), visitGapMs: z.number(), bounceMs: z.number(), pings: texts, ownDomains: texts, testHosts: texts, cappedKinds: texts, caps: z.array(z.number()),
  searchHosts: texts, socialHosts: texts,
};

const looked = (scope: TouchScope): string =>
  `${visibleEvents('analyse')} AND occurred_at >= toDateTime64({fromDay:String}, 3, 'UTC') AND occurred_at < addDays(toDateTime64({toDay:String}, 3, 'UTC'), 1) AND received_at <= fromUnixTimestamp64Milli({upTo:Int64})${scope.events === '' ? '' : ` AND (${scope.events})`}`;

/** Who was signed in on a device, by day: whoever named themselves there first. */
const deviceUsers = (scope: TouchScope): string =>
  `SELECT toDate(occurred_at) AS day, anonymous_id, argMin(user_id, (occurred_at, event_id)) AS device_user FROM ${looked(scope)} AND anonymous_id != '' AND user_id != '' GROUP BY day, anonymous_id`;

const shape = 'Tuple(url String, path String, referrer String)';
const contextShape = `Tuple(page ${shape}, campaign Tuple(name String, medium String))`;

/** Each event with its visitor, and what is read of its texts. What a `digitalData` governs is not read. */
const events = (scope: TouchScope): string =>
  `SELECT *, multiIf(user_id != '', concat('user:', user_id), device_user != '', concat('user:', device_user), anonymous_id != '', concat('anonymous:', anonymous_id), concat('group:', group_id)) AS who,
    lower(name) AS said, type IN ('page', 'screen') AS is_page, type = 'track' AND said IN {pings:Array(String)} AS is_ping, if(type = 'track', indexOf({declared:Array(String)}, said), 0) AS declared_as,
    if(type IN ('page', 'screen', 'track') AND position(context, '"ceddl"') = 0, JSONExtract(context, '${contextShape}'), defaultValueOfTypeName('${contextShape}')) AS told,
    if(is_page AND told.page.url = '' AND told.page.path = '' AND position(context, '"ceddl"') = 0, JSONExtract(properties, '${shape}'), told.page) AS page
  FROM (SELECT event_id, source, received_at, occurred_at, toDate(occurred_at) AS day, type, name, anonymous_id, user_id, group_id, properties, context, traits FROM ${looked(scope)}) AS events_of_days
  LEFT JOIN (${deviceUsers(scope)}) AS devices USING (day, anonymous_id)${scope.keys === '' ? '' : ` WHERE ${scope.keys}`}`;

/** The company's own people: by an address as their id, or one that an event says of them. */
const isOwn = "(arrayExists(domain -> endsWith(lower(who), domain), {ownDomains:Array(String)}) OR (notEmpty({ownDomains:Array(String)}) AND position(context, '\"ceddl\"') = 0 AND arrayExists(domain -> endsWith(lower(JSONExtractString(traits, 'email')), domain), {ownDomains:Array(String)})))";

/** Each event with what it is part of: the same kind of the same visitor on the same day, told apart by `fold`. */
const judged = (scope: TouchScope): string =>
  `SELECT day, who, toUnixTimestamp64Milli(occurred_at) AS at, event_id, source, toUnixTimestamp64Milli(received_at) AS known, name, is_page, is_ping, anonymous_id, group_id, page, told.campaign AS campaign,
    domain(page.url) AS page_host, if(page.path != '', page.path, path(page.url)) AS opened, cutToFirstSignificantSubdomain(page.referrer) AS referrer_site, domain(page.referrer) AS referrer_host,
    if(told.campaign.name != '', told.campaign.name, decodeURLComponent(extractURLParameter(page.url, 'utm_campaign'))) AS campaign_name, lower(if(told.campaign.medium != '', told.campaign.medium, extractURLParameter(page.url, 'utm_medium'))) AS medium,
    multiIf(type NOT IN ('page', 'screen', 'track'), 'no_contact', has({testHosts:Array(String)}, page_host) OR has({testHosts:Array(String)}, netloc(page.url)), 'test_site', '') AS thinned_first,
    max(${isOwn}) OVER (PARTITION BY day, who) AS is_own,
    multiIf(is_own, 'own_staff', thinned_first) AS thinned,
    multiIf(thinned != '', '', declared_as > 0, {declaredKinds:Array(String)}[declared_as], 'visit') AS kind,
    multiIf(thinned != '' OR kind IN ('visit', 'usage'), '', kind = 'ad', concat(said, '\\n', campaign_name), concat(said, '\\n', opened)) AS fold,
    toInt64(multiIf(thinned != '', 864000000, declared_as > 0, {foldMs:Array(Int64)}[declared_as], {visitGapMs:Int64})) AS gap
  FROM (${events(scope)})`;

/** Events in their order, cut where one is later than the last by more than the gap. */
const groups = (scope: TouchScope): string =>
  `SELECT day, who, kind, thinned, arrayJoin(arraySplit((one, wait) -> wait > any_gap, in_order, arrayDifference(in_order.at))) AS members FROM (
    SELECT day, who, kind, thinned, fold, any(gap) AS any_gap,
      arraySort(one -> (one.at, one.event_id), groupArray(CAST((at, event_id, source, known, name, is_page, is_ping, anonymous_id, group_id, opened, referrer_site, referrer_host, page_host, campaign_name, medium),
        'Tuple(at Int64, event_id UUID, source String, known Int64, name String, is_page UInt8, is_ping UInt8, anonymous_id String, group_id String, opened String, referrer_site String, referrer_host String, page_host String, campaign String, medium String)'))) AS in_order
    FROM (${judged(scope)}) GROUP BY day, who, kind, thinned, fold)`;

const contacts = (scope: TouchScope): string =>
  `SELECT day, who, kind, members, members[1].event_id AS touch_id, arrayFilter(one -> one.is_page, members) AS opened_pages, members[1].at AS first, members[-1].at AS last,
    if(kind = 'visit' AND notEmpty(opened_pages), opened_pages[1], members[1]) AS entry,
    multiIf(thinned != '', thinned, kind != 'visit', '', notEmpty(opened_pages), if(startsWith(who, 'anonymous:') AND length(opened_pages) = 1 AND last - first < {bounceMs:Int64}, 'bounce', ''), arrayAll(one -> one.is_ping, members), 'ping', 'not_declared') AS thinned_so_far,
    if(kind = '', members.opened, opened_pages.opened) AS paths
  FROM (${groups(scope)})`;

/** Above the day's cap of its kind, a touch is thinned, whatever the order in which its events arrived. */
const counted = (scope: TouchScope): string =>
  `SELECT *, row_number() OVER (PARTITION BY day, who, kind, thinned_so_far ORDER BY first, touch_id) AS place,
    if(thinned_so_far = '' AND has({cappedKinds:Array(String)}, kind) AND place > {caps:Array(UInt32)}[indexOf({cappedKinds:Array(String)}, kind)], 'over_daily_cap', thinned_so_far) AS thinned
  FROM (${contacts(scope)})`;

const channel = `multiIf(kind NOT IN ('visit', 'ad'), '', match(entry.medium, 'cpc|ppc|paid|display|banner'), 'paid', entry.medium = 'email' OR entry.medium = 'newsletter', 'email', entry.medium LIKE '%social%', 'social', entry.campaign != '', 'campaign',
    entry.referrer_host = '', 'direct', entry.referrer_host = entry.page_host, 'own_site', arrayExists(host -> entry.referrer_site = host OR startsWith(entry.referrer_site, concat(host, '.')), {searchHosts:Array(String)}), 'search',
    arrayExists(host -> entry.referrer_site = host OR startsWith(entry.referrer_site, concat(host, '.')), {socialHosts:Array(String)}), 'social', 'referral')`;

/** Columns of what `touchRowsOfEvents` makes, in its order. */
export const madeColumns = ['day', 'who', 'touch_id', 'kind', 'thinned', 'name', 'first_at', 'last_at', 'known_at', 'pages', 'page_views', 'referrer', 'channel', 'campaign', 'user_id', 'anonymous_ids', 'group_ids', 'sources', 'events'] as const;

/**
 * The rule, as one statement over raw events: one row for each touch, and for each group of events that was thinned. It depends on
 * the events alone, never on when or how they were brought. What was thinned keeps ids and nothing of what its events told.
 */
export const touchRowsOfEvents = (scope: TouchScope): string =>
  `SELECT day, who, touch_id, if(thinned IN ('', 'over_daily_cap', 'bounce'), kind, '') AS kind, thinned, if(thinned = '', if(entry.name != '', entry.name, entry.opened), '') AS name,
    fromUnixTimestamp64Milli(first) AS first_at, fromUnixTimestamp64Milli(last) AS last_at, fromUnixTimestamp64Milli(arrayMax(members.known)) AS known_at,
    if(thinned = '', arraySlice(arrayDistinct(arrayFilter(one -> one != '', paths)), 1, 50), []) AS pages, if(thinned = '', toUInt32(length(arrayCompact(arrayMap(one -> if(one.opened = '', one.name, one.opened), opened_pages)))), 0) AS page_views,
    if(thinned = '' AND kind IN ('visit', 'ad') AND entry.referrer_host != entry.page_host, entry.referrer_host, '') AS referrer, if(thinned = '', ${channel}, '') AS channel, if(thinned = '', entry.campaign, '') AS campaign,
    if(startsWith(who, 'user:'), substring(who, 6), '') AS user_id, arraySort(arrayDistinct(arrayFilter(one -> one != '', members.anonymous_id))) AS anonymous_ids,
    if(thinned = '', arraySort(arrayDistinct(arrayFilter(one -> one != '', members.group_id))), []) AS group_ids, arraySort(arrayDistinct(members.source)) AS sources, members.event_id AS events
  FROM (${counted(scope)})`;
