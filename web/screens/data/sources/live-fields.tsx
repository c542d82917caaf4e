import { PasswordInput, TextInput } from '@mantine/core';
import type { KindSetting, LiveSource } from '../../../../src/model/index.ts';
import { fieldText } from '../../../ui/words.ts';

const initials = new Set(['tls', 'url']);
export const labelText = (name: string): string => (initials.has(name) ? name.toUpperCase() : fieldText(name).replace(/^./, (letter) => letter.toUpperCase()));

interface LiveFieldsProps {
  readonly settings: readonly KindSetting[];
  readonly secrets: readonly string[];
  /** What it has now, where it is there already. */
  readonly held?: { readonly settings: Readonly<Record<string, string>>; readonly secrets: readonly string[] };
}

/** Settings and secrets of a live source, as its kind names them. */
export const LiveFields = ({ settings, secrets, held }: LiveFieldsProps) => (
  <>
    {settings.map((setting) => <SettingField key={setting.name} setting={setting} value={held?.settings[setting.name] ?? (held ? '' : undefined)} />)}
    {secrets.map((name) => <PasswordInput key={name} name={`secret.${name}`} label={labelText(name)} description={held?.secrets.includes(name) ? 'Set. Empty: it stays' : 'Sealed, and never shown again'} autoComplete="new-password" />)}
  </>
);

/** `value`: what it has; empty where it is there and this is not set. */
function SettingField({ setting: { name, required, choices, usual }, value }: { setting: KindSetting; value: string | undefined }) {
  if (choices) return <label className="plain-field">{labelText(name)}<select name={`setting.${name}`} defaultValue={value ?? usual ?? choices[0]}>{value === '' ? <option value="">not set</option> : null}{choices.map((one) => <option key={one}>{one}</option>)}</select></label>;
  return <TextInput name={`setting.${name}`} label={labelText(name)} required={required} defaultValue={value ?? ''} {...(usual ? { placeholder: usual } : {})} autoComplete="off" />;
}

/** What was written into the fields that begin with `start`; empty ones are left out. */
export const textsIn = (data: FormData, start: string, names: readonly string[]): Record<string, string> => Object.fromEntries(names.flatMap((name) => {
  const text = String(data.get(`${start}.${name}`) ?? '').trim();
  return text === '' ? [] : [[name, text]];
}));

type Schedule = Pick<LiveSource, 'everyMinutes' | 'daily'>;

/** When it is read by itself, as it was written; where a time of day is given, that counts. */
export function scheduleIn(data: FormData): Schedule {
  const text = (name: string): string => String(data.get(name) ?? '').trim();
  const minutes = Number(text('every'));
  if (text('daily') !== '') return { everyMinutes: null, daily: { at: text('daily'), zone: text('zone') } };
  return { everyMinutes: minutes > 0 ? minutes : null, daily: null };
}

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const ScheduleFields = ({ held: { everyMinutes, daily } }: { held: Schedule }) => (
  <>
    <TextInput name="every" label="Read every (minutes)" description="Empty: only when asked" inputMode="numeric" defaultValue={everyMinutes === null ? '' : String(everyMinutes)} pattern="[0-9]{0,5}" />
    <TextInput name="daily" label="Or each day at" description="In place of that, such as 06:30" defaultValue={daily?.at ?? ''} pattern="([01][0-9]|2[0-3]):[0-5][0-9]" autoComplete="off" />
    <TextInput name="zone" label="Time zone" description="Of that time of day" required defaultValue={daily?.zone ?? ownZone()} autoComplete="off" />
  </>
);
