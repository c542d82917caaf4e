import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Webhook, WebhookEvent } from '../../../src/model/index.ts';
import { webhookEvents } from '../../../src/model/webhooks.ts';
import { useMakeWebhook, useRemoveWebhook, useTestWebhook, useWebhooks } from '../../data/house-questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { CopiedText } from '../../ui/copied-text.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { TypedConfirm } from '../../ui/typed-confirm.tsx';
import { countText, dayText } from '../../ui/words.ts';
import { AdminsOnly } from './admins-only.tsx';
import { Deliveries } from './deliveries.tsx';

/** Other systems that are told what happens: made with a secret that is shown once, tested, what was sent and what became of it, sent again. */
export const WebhooksScreen = () => <AdminsOnly title="Webhooks"><Webhooks /></AdminsOnly>;

function Webhooks() {
  const asked = useWebhooks(true);
  return (
    <>
      <ScreenHead title="Webhooks" sentence="Other systems are told by signed messages (Standard Webhooks), at least once. Messages hold ids, states and counts, and nothing of a person." />
      <MakeWebhook />
      <Answer of={asked} lines={5}>{(hooks) => (hooks.length === 0 ? <Section title="Endpoints"><p>No endpoints yet. Name one above.</p></Section> : hooks.map((hook) => <Endpoint key={hook.id} hook={hook} />))}</Answer>
    </>
  );
}

const events = Object.keys(webhookEvents) as WebhookEvent[];

function MakeWebhook() {
  const make = useMakeWebhook();
  const [url, setUrl] = useState('');
  const [told, setTold] = useState<readonly WebhookEvent[]>(['import.failed', 'source.failed']);
  const toggle = (one: WebhookEvent): void => setTold(told.includes(one) ? told.filter((other) => other !== one) : [...told, one]);
  return (
    <Section title="Add an endpoint">
      <form onSubmit={(event) => { event.preventDefault(); make.mutate({ url: url.trim(), events: [...told] }, { onSuccess: () => setUrl('') }); }}>
        <TextInput className="wide-field" label="Address" type="url" placeholder="https://example.com/hooks/hindcast" value={url} onChange={(event) => setUrl(event.currentTarget.value)} />
        <fieldset className="bare"><legend>It is told</legend><div className="checks">{events.map((one) => <Checkbox key={one} label={<><code>{one}</code> <span className="muted">{webhookEvents[one]}</span></>} checked={told.includes(one)} onChange={() => toggle(one)} />)}</div></fieldset>
        <div className="button-row after-chart"><Button type="submit" variant="filled" disabled={!url.trim() || told.length === 0} loading={make.isPending}>Add it</Button></div>
        <ProblemLine problem={make.error} />
      </form>
      {make.data ? <div className="panel"><p><strong>Secret of {make.data.webhook.url}.</strong> It is shown this once: whoever receives checks the signature with it.</p><CopiedText text={make.data.secret} label={`Secret of ${make.data.webhook.url}`} /></div> : null}
    </Section>
  );
}

function Endpoint({ hook }: { hook: Webhook }) {
  const [test, remove] = [useTestWebhook(), useRemoveWebhook()];
  const last = test.data?.attempts.at(-1);
  return (
    <Section title={hook.url} aside={`since ${dayText(hook.createdAt)}, by ${hook.createdBy}`}>
      <p>
        {hook.disabledAt ? <span className="tag lost">stopped</span> : <span className="tag won">on</span>} {countText(hook.delivered)} delivered · {countText(hook.waiting)} waiting · {countText(hook.givenUp)} given up
        <span className="second-line">{hook.events.join(', ')}</span>
        {hook.disabledWhy ? <span className="second-line fault">{hook.disabledWhy} A test that is answered with 2xx turns it on again.</span> : null}
      </p>
      <div className="button-row spaced">
        <Button loading={test.isPending} onClick={() => test.mutate(hook.id)} aria-label={`Send a test to ${hook.url}`}>Send a test</Button>
        <span role="status" className={test.data?.state === 'delivered' ? 'won-text' : 'muted'}>{test.data ? `${test.data.state === 'delivered' ? 'Delivered' : 'Not delivered'}: ${last?.answer ?? 'no answer'}${last ? `, ${countText(last.durationMs)} ms` : ''}.` : ''}</span>
      </div>
      <ProblemLine problem={test.error} />
      <Deliveries id={hook.id} url={hook.url} />
      <TypedConfirm name={hook.url} verb="Remove" confirm="Remove for good" consequence="What waits for it is not sent." of={remove} onConfirm={() => remove.mutate(hook.id)} />
    </Section>
  );
}
