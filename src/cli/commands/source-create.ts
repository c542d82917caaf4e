import { readFileSync } from 'node:fs';
import { Failure, deviceSourceKinds, liveSourceKinds, systemPrincipal, type DeviceSourceInput, type LiveSourceInput, type MqttSettings, type Thinning, type Workspace } from '../../model/index.ts';
import { textOf, type Command, type CommandContext, type Options } from '../command.ts';
import { addressLines } from '../print/hooks.ts';
import { liveInputOf, scheduleWords, secretsIn, settingsIn, wordsOf } from '../live-input.ts';

export const command: Command = {
  name: 'source create', summary: 'makes a source: of events, with the write key printed this once, or a live one that is read again and again',
  arguments: [['<name>', 'lower-case letters, digits, dots, dashes and underscores']],
  options: [
    ['--kind <kind>', `"events" for SDKs and the tracker that send; "mqtt" for devices at a broker and "otlp" for metrics that OpenTelemetry sends (see docs/guides/devices.md); for what is read or delivered: ${liveSourceKinds.join(', ')}`, 'events'],
    ['--needs-consent', 'keep nothing of a person before a yes'],
    ['--blocked <file>', 'a file of address ranges (CIDR, one a line) whose events are dropped, such as those of data centres'],
    ['--setting <name=value...>', 'settings of a live source, such as command=\'["tap-name"]\' (see docs/guides/live-sources.md)'],
    ['--secret <name...>', 'secrets of a live source: each is read from the environment variable HINDCAST_SECRET_NAME, else from standard input, where there is one'],
    ['--every <minutes>', 'reads a live source again after so many minutes; without it only "source run" does'],
    ['--daily <time>', 'reads a live source each day at a time such as 06:30'], ['--zone <zone>', 'the zone of that time, such as Europe/Berlin; without it that of "caps show"'],
  ],
  run: async (context, [name], options) => {
    const workspace = await context.workspace('main');
    const devices = deviceSourceKinds.find((kind) => kind === options['kind']);
    if (devices !== undefined) { await createDeviceSource(context, workspace, devices, String(name), options); return; }
    if (options['kind'] !== 'events') { await createLive(context, workspace, await liveInputOf(context, String(name), options)); return; }
    const { source, writeKey } = await workspace.events.createSource(String(name), { needsConsent: options['needsConsent'] === true, blockedRanges: rangesIn(textOf(options, 'blocked')) }, systemPrincipal);
    context.answer({ source, writeKey }, () => [
      `Source "${source.name}" of workspace "${source.workspace}" takes events at /v1 (batch, track, page, identify, group, screen, alias).`,
      `Write key: ${writeKey}`, 'It is shown this once: keep it where the sender finds it.',
    ]);
  },
};

function rangesIn(file: string | undefined): string[] {
  if (file === undefined) return [];
  try {
    return readFileSync(file, 'utf8').split('\n').map((line) => line.replace(/#.*/, '').trim()).filter((line) => line !== '');
  } catch (error) {
    throw new Failure('bad_request', `The file of ranges cannot be read: ${(error as Error).message}`, 'Give a text file with one range such as 203.0.113.0/24 a line.');
  }
}

async function createDeviceSource(context: CommandContext, workspace: Workspace, kind: DeviceSourceInput['kind'], name: string, options: Options): Promise<void> {
  const { source, writeKey } = await workspace.events.createDeviceSource(name, { kind, settings: settingsIn(options), secrets: await secretsIn(context, wordsOf(options, 'secret')) }, systemPrincipal);
  const { devices } = source.settings;
  context.answer(kind === 'otlp' ? { source, writeKey } : { source }, () => [
    ...(devices?.kind === 'mqtt' ? subscribedLines(source.name, devices) : [`Source "${source.name}" takes metrics of OpenTelemetry at /v1/metrics.`, `Write key: ${writeKey}`, 'It is shown this once: exporters send it as "Authorization: Bearer KEY".']),
    thinningLine(devices?.kind === 'mqtt' ? devices.rules.thin : devices?.metrics.thin ?? null),
    `What came: "hindcast events --source ${source.name}".`,
  ]);
}

const subscribedLines = (name: string, { rules, broker }: MqttSettings): string[] => [
  `Source "${name}" subscribes to ${rules.topics.join(' ')} at ${broker.host}:${broker.port} within two seconds while the server runs.`, 'How it does: "hindcast source health".',
];

const thinningLine = (thin: Thinning | null): string => (thin === null ? 'Every reading is kept. See docs/guides/devices.md for thinning.' : `Of each device and metric one reading in ${thin.seconds} s is kept, besides changes and events; the others are counted.`);

async function createLive(context: CommandContext, workspace: Workspace, input: LiveSourceInput): Promise<void> {
  const source = await workspace.live.create(input, systemPrincipal);
  context.answer({ source }, () => [
    `Live source "${source.name}" of kind ${source.kind}${source.secrets.length > 0 ? `, with ${source.secrets.join(', ')} (never shown again)` : ''}.`,
    ...(source.address === null ? [] : addressLines(source.address)),
    source.address !== null ? 'What is delivered is read within seconds while the server runs.' : source.everyMinutes === null && source.daily === null ? `Read it with "hindcast source run ${source.name}".` : `Read ${scheduleWords(source)} while the server runs; now: "hindcast source run ${source.name}".`,
  ]);
}
