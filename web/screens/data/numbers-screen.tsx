import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { definitions, type Definition } from '../../../src/model/definitions.ts';
import { useDefinitions, useRunSql } from '../../data/questions.ts';
import { useAddress, useChangeAddress } from '../../data/url-state.ts';
import { ProblemPanel } from '../../ui/ask-state.tsx';
import { csvOf, saveFile } from '../../ui/csv.ts';
import { NumberButton } from '../../ui/number-button.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import type { SqlAnswer } from '../../../src/model/index.ts';
import { countText, many } from '../../ui/words.ts';

/** What every number means, and read-only SQL over the same rows. */
export function NumbersScreen() {
  const given = useDefinitions();
  const all: Record<string, Definition> = given.data ?? definitions;
  return (
    <>
      <ScreenHead title="Numbers and SQL" sentence="Every number has one written definition. SQL reads the same rows; it cannot change them." />
      <SqlBox />
      <Section title="Definitions">
        <ul className="ruled">{Object.entries(all).map(([id, one]) => <li key={id}><p><NumberButton definition={id}><strong>{one.title}</strong></NumberButton> <span className="muted small">version {one.version} · {one.unit}</span></p><p>{one.means}</p><p className="muted small">{one.formula}</p></li>)}</ul>
      </Section>
    </>
  );
}

function SqlBox() {
  const { statement } = useAddress();
  const change = useChangeAddress();
  const [text, setText] = useState(statement ?? 'SELECT * FROM deals LIMIT 100');
  const run = useRunSql();
  const submit = (): void => { change({ statement: text }, { replace: true }); run.mutate(text); };
  return (
    <Section title="SQL">
      <form className="sql-box" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Textarea label="One SELECT" value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={3} maxRows={16} spellCheck={false}
          onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(); }} />
        <div className="button-row after-chart"><Button type="submit" variant="filled" loading={run.isPending} disabled={!text.trim()}>Run</Button><span className="muted small">Ctrl Enter runs it</span></div>
      </form>
      {run.error ? <ProblemPanel problem={run.error} /> : null}
      {run.data ? <Rows answer={run.data} /> : null}
    </Section>
  );
}

function Rows({ answer }: { answer: SqlAnswer }) {
  const isNumber = (at: number): boolean => answer.rows.some((row) => typeof row[at] === 'number');
  return (
    <div className="after-chart">
      <p className="muted small">{many(answer.rows.length, 'row')} in {countText(answer.elapsedMs)} ms{answer.truncated ? '; cut at the row limit' : ''} <button type="button" className="link-button" onClick={() => saveFile('rows.csv', csvOf(answer.columns.map((one) => one.name), answer.rows))}>CSV</button></p>
      <div className="table-scroll statement-rows" tabIndex={0} role="region" aria-label="Rows of the statement">
        <table>
          <thead><tr>{answer.columns.map((column, at) => <th key={column.name} scope="col" className={isNumber(at) ? 'number' : ''} title={column.type}>{column.name}</th>)}</tr></thead>
          <tbody>{answer.rows.map((row, line) => <tr key={line}>{row.map((cell, at) => <td key={at} className={isNumber(at) ? 'number' : ''}>{cell === null ? <span className="muted">null</span> : String(cell)}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </div>
  );
}
