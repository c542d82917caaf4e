import { useMemo } from 'react';
import type { InquiriesAnswer } from '../../../src/model/index.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { EChart } from '../../charts/echart.tsx';
import { shareChart } from '../../charts/share-chart.ts';
import { useInquiries } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { NumberButton } from '../../ui/number-button.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RefusalPanel } from '../../ui/refusal-panel.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { countText, many, moneyText, percentText, rangeText, shortDay } from '../../ui/words.ts';

/** Which inquiries are worth time: conversion by the month they came in, by source, response time, worth. */
export function InquiriesScreen() {
  const inquiries = useInquiries();
  return <Answer of={inquiries}>{(answer) => <Inquiries answer={answer} />}</Answer>;
}

function Inquiries({ answer }: { answer: InquiriesAnswer }) {
  if (answer.total === 0) return <><ScreenHead title="Inquiries" /><p>No inquiries yet. <PlaceLink to="/data/import">Drop an export of leads here</PlaceLink>, or <PlaceLink to="/inquiries" search={{ w: 'demo' }}>see it in the demo</PlaceLink>.</p></>;
  return (
    <>
      <ScreenHead title="Inquiries" sentence={`${many(answer.total, 'inquiry', 'inquiries')}. Counted: ${answer.label}.`} />
      {answer.refusal ? <RefusalPanel refusal={answer.refusal} title="No rate is given." /> : null}
      <Figures answer={answer} />
      {answer.cohorts.length > 0 ? <Section title="By month"><Cohorts answer={answer} /></Section> : null}
      {answer.bySource.length > 0 ? <Section title="By source"><RowTable label="Conversion by source" rows={answer.bySource} columns={sourceColumns} keyOf={(row) => row.source} empty={null} csvName="inquiries-by-source" /></Section> : null}
      <NotCounted answer={answer} />
      <Section title="Newest inquiries"><RowTable label="Inquiries" rows={answer.rows} columns={rowColumns} keyOf={(row) => row.id} empty={<p className="muted">None in this scope.</p>} csvName="inquiries" /></Section>
    </>
  );
}

function Figures({ answer }: { answer: InquiriesAnswer }) {
  const { rate, low, high, lag, responseTime, worth } = answer;
  return (
    <div className="figure-row section">
      <div className="figure"><p className="figure-label">Conversion, {answer.label}</p>{rate === null || low === null || high === null ? <p className="muted">Not known.</p> : <p className="figure-line"><NumberButton definition="conversion"><span className="figure-value">{percentText(rate)}</span></NumberButton> <span className="range">{rangeText(low, high, 'share')}</span></p>}</div>
      <div className="figure"><p className="figure-label">Days to convert, median</p>{lag.medianDays === null ? <p className="muted">Not known.</p> : <p className="figure-line"><span className="figure-value">{Math.round(lag.medianDays)}</span> <span className="range">{lag.q1Days !== null && lag.q3Days !== null ? `middle half ${Math.round(lag.q1Days)}–${Math.round(lag.q3Days)}` : ''}</span></p>}{lag.negative > 0 ? <p className="muted small">{many(lag.negative, 'inquiry', 'inquiries')} converted before they came in: set aside</p> : null}</div>
      <div className="figure"><p className="figure-label">Hours to first response, median</p>{responseTime.medianHours === null ? <p className="muted">Not known. {responseTime.note}</p> : <><p className="figure-line"><span className="figure-value">{responseTime.medianHours.toFixed(1)}</span></p><p className="muted small">{countText(responseTime.n)} answered · {responseTime.note}</p></>}</div>
      <div className="figure"><p className="figure-label">Worth of one inquiry</p>{worth ? <><p className="figure-line"><span className="figure-value">{moneyText(worth.value, worth.currency, [worth.low, worth.high])}</span> <span className="range">{rangeText(worth.low, worth.high, 'money', worth.currency)}</span></p><p className="muted small">expected {worth.is}</p></> : <p className="muted">Not known. Amounts of won deals linked to inquiries would open it.</p>}</div>
    </div>
  );
}

function Cohorts({ answer }: { answer: InquiriesAnswer }) {
  const build = useMemo(() => shareChart(answer.cohorts.map((one) => ({ name: one.month, value: one.rate, low: one.low, high: one.high }))), [answer.cohorts]);
  const best = answer.cohorts.reduce((most, one) => (one.rate > most.rate ? one : most));
  const title = `Inquiries of ${best.month} converted most, ${percentText(best.rate)}`;
  return (
    <ChartFrame title={title} subtitle={`share ${answer.label}, by month of the inquiry · whiskers: 8 in 10 · n = ${countText(answer.cohorts.reduce((sum, one) => sum + one.inquiries, 0))}`} name="conversion-by-month"
      table={{ headers: ['Month', 'Inquiries', 'Converted', 'Rate', 'Low', 'High'], rows: answer.cohorts.map((one) => [one.month, one.inquiries, one.converted, one.rate, one.low, one.high]) }}>
      <EChart build={build} heightPx={240} says={title} />
    </ChartFrame>
  );
}

type Source = InquiriesAnswer['bySource'][number];
const sourceColumns: Array<Column<Source>> = [
  { id: 'source', header: 'Source', value: (row) => row.source, show: (row) => <>{row.source}{row.note ? <span className="second-line">{row.note}</span> : null}</>, card: 'title' },
  { id: 'inquiries', header: 'Inquiries', value: (row) => row.inquiries, show: (row) => countText(row.inquiries), number: true },
  { id: 'converted', header: 'Converted', value: (row) => row.converted, show: (row) => countText(row.converted), number: true },
  { id: 'rate', header: 'Conversion (8 in 10)', value: (row) => row.rate, show: (row) => <><strong>{percentText(row.rate)}</strong> <span className="range">({rangeText(row.low, row.high, 'share')})</span></>, number: true },
];

type Inquiry = InquiriesAnswer['rows'][number];
const rowColumns: Array<Column<Inquiry>> = [
  { id: 'company', header: 'Company', value: (row) => row.company ?? row.id, card: 'title' },
  { id: 'source', header: 'Source', value: (row) => row.source },
  { id: 'campaign', header: 'Campaign', value: (row) => row.campaign },
  { id: 'owner', header: 'Owner', value: (row) => row.owner },
  { id: 'created', header: 'Came in', value: (row) => row.createdAt, show: (row) => shortDay(row.createdAt) },
  { id: 'responded', header: 'Answered', value: (row) => row.respondedAt, show: (row) => (row.respondedAt ? shortDay(row.respondedAt) : <span className="muted">not known</span>) },
  { id: 'converted', header: 'Converted', value: (row) => (row.converted === null ? null : row.converted ? 'yes' : 'no'), show: (row) => (row.converted === null ? <span className="muted">open</span> : row.converted ? <span className="won-text">yes</span> : 'no') },
];

function NotCounted({ answer }: { answer: InquiriesAnswer }) {
  if (answer.notCounted.length === 0) return null;
  return <Section title="Not counted in the rates"><ul className="ruled">{answer.notCounted.map((one) => <li key={one.what}>{one.what}: {many(one.inquiries, 'inquiry', 'inquiries')}. <span className="muted">{one.why}</span></li>)}</ul></Section>;
}
