/** A Singer tap that goes on from its state: activities numbered from 1 to the number it is told, a state after every thousand. */
export const tapText = `
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
const until = Number(process.argv[2]);
const at = process.argv.indexOf('--state');
const from = at < 0 ? 0 : JSON.parse(readFileSync(process.argv[at + 1], 'utf8')).bookmarks.activities.id;
let lines = [];
const say = (message) => lines.push(JSON.stringify(message));
const send = async () => {
  const text = lines.join('\\n') + '\\n';
  lines = [];
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
};
const properties = Object.fromEntries(['activity_id', 'deal_id', 'type', 'subject', 'direction', 'owner', 'activity_date', 'updated_at'].map((name) => [name, {}]));
say({ type: 'SCHEMA', stream: 'activities', key_properties: ['activity_id'], bookmark_properties: ['updated_at'], schema: { properties } });
for (let id = from + 1; id <= until; id += 1) {
  const time = new Date(Date.UTC(2025, 0, 1) + id * 20_000).toISOString();
  say({ type: 'RECORD', stream: 'activities', record: { activity_id: id, deal_id: 'D-' + (id % 10_000), type: ['call', 'meeting', 'e-mail'][id % 3], subject: 'About offer ' + (id % 977), direction: id % 2 ? 'inbound' : 'outbound', owner: 'Rep ' + (id % 23), activity_date: time, updated_at: time }, time_extracted: time });
  if (id % 1000 === 0) { say({ type: 'STATE', value: { bookmarks: { activities: { id } } } }); await send(); }
}
say({ type: 'STATE', value: { bookmarks: { activities: { id: until } } } });
await send();
`;
