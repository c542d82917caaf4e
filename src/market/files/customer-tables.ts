import type { Company } from '../company.ts';
import { answersOf } from '../record/buyer-answers.ts';
import { customersAt, surveysOf, ticketsOf, usageOf } from '../record/customer-life.ts';
import { toolUseOf } from '../record/tool-use.ts';
import { visitsOf } from '../record/web-visits.ts';
import { newsOf } from '../record/news.ts';
import { accountAt } from '../world/account-world.ts';
import { dealLife } from '../world/deal-life.ts';
import { date, repName, time, type ExportTable } from './table.ts';

/** What the product measures at customers, a row per account and week. */
export const usage = (company: Company, at: number): ExportTable => ({
  file: 'usage.csv',
  header: ['Usage ID', 'Account ID', 'Week', 'Active Users', 'Units Measured'],
  *rows() {
    for (const [account, since] of customersAt(company, at)) {
      for (const { week, activeUsers, units } of usageOf(company, account, since, at)) yield [`USE-${account + 1}-${date(week)}`, accountAt(company, account).id, date(week), String(activeUsers), String(units)];
    }
  },
});

export const tickets = (company: Company, at: number): ExportTable => ({
  file: 'tickets.csv',
  header: ['Ticket Number', 'Account ID', 'Opened At', 'Solved At', 'Severity', 'Topic'],
  *rows() {
    for (const [account, since] of customersAt(company, at)) {
      for (const [number, ticket] of ticketsOf(company, account, since, at).entries()) {
        yield [`TIC-${account + 1}-${number + 1}`, accountAt(company, account).id, time(ticket.openedAt), ticket.closedAt <= at ? time(ticket.closedAt) : '', ticket.severity, ticket.topic];
      }
    }
  },
});

export const surveys = (company: Company, at: number): ExportTable => ({
  file: 'satisfaction.csv',
  header: ['Survey ID', 'Account ID', 'Asked At', 'Would Recommend (0-10)'],
  *rows() {
    for (const [account, since] of customersAt(company, at)) {
      for (const [round, { askedAt, score }] of surveysOf(company, account, since, at).entries()) yield [`SRV-${account + 1}-${round + 1}`, accountAt(company, account).id, date(askedAt), score === null ? '' : String(score)];
    }
  },
});

/** Who was asked what moved the choice, and what they said. */
export const answers = (company: Company, at: number): ExportTable => ({
  file: 'buyer_answers.csv',
  header: ['Answer ID', 'Deal ID', 'Contact ID', 'Asked At', 'Answered At', 'Said', 'Offer Wanted', 'Comment'],
  *rows() {
    for (let index = 0; index < company.deals; index += 1) {
      for (const [number, answer] of answersOf(company, dealLife(company, index)).entries()) {
        if (answer.askedAt > at) continue;
        const said = answer.answeredAt !== null && answer.answeredAt <= at ? [time(answer.answeredAt), answer.said, answer.offerWanted === null ? '' : answer.offerWanted ? 'Yes' : 'No', answer.comment] : ['', '', '', ''];
        yield [`ANS-${index + 1}-${number + 1}`, dealLife(company, index).id, answer.contact, time(answer.askedAt), ...said];
      }
    }
  },
});

/** What the web team sees: accounts recognised by their address, a row per account and week. */
export const visits = (company: Company, at: number): ExportTable => ({
  file: 'web_visits.csv',
  header: ['Visit Row', 'Week', 'Visitor Domain', 'Sessions', 'Pages', 'Top Page', 'Referrer'],
  *rows() {
    for (let index = 0; index < company.accounts; index += 1) {
      const account = accountAt(company, index);
      for (const visit of visitsOf(company, account, at)) yield [`WEB-${index + 1}-${date(visit.week)}`, date(visit.week), account.domain, String(visit.sessions), String(visit.pages), visit.topPage, visit.referrer];
    }
  },
});

export const news = (company: Company, at: number): ExportTable => ({
  file: 'news.csv',
  header: ['News ID', 'Published At', 'Outlet', 'Headline', 'About', 'Tone', 'Industry'],
  *rows() { for (const item of newsOf(company, at)) yield [item.id, time(item.at), item.outlet, item.headline, item.about, item.tone, item.industry]; },
});

/** On which deals the tool was used; no file where the company never bought one. */
export const toolLog = (company: Company, at: number): ExportTable => ({
  file: 'tool_log.csv',
  header: ['Log Entry', 'Tool', 'Used On', 'Opportunity ID', 'Used By'],
  *rows() {
    for (let index = 0; index < company.deals; index += 1) {
      const life = dealLife(company, index);
      const usedAt = toolUseOf(company, life);
      if (usedAt !== null && usedAt <= at) yield [`TLG-${index + 1}`, company.planted.tool?.name ?? '', time(usedAt), life.id, repName(company, life.rep)];
    }
  },
});
