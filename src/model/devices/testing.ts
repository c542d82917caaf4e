import type { Devices } from './listed-device.ts';

export const fakeDevices: Devices = {
  list: async () => [{ device: 'm-1', account: 'A-1', product: 'Chiller', since: null }], give: async (list) => ({ devices: list.length, lines: list.length, new: 0 }), remove: async () => undefined,
  usage: async () => ({
    from: '2026-11-01', to: '2026-11-30', more: 0, accountsFrom: { list: 4, messages: 1, nobody: 0, overruled: 1 }, thinned: [{ day: '2026-11-20', source: 'meters', readings: 7 }],
    rows: [{ day: '2026-11-20', account: 'A-1', product: 'Chiller', metric: 'energy', unit: 'kWh', consumed: 12.5, least: 100, most: 112.5, readings: 5, devices: 1 }],
  }),
  usageReadings: async () => [{ id: '5d0b7cfa-0000-4000-8000-000000000001', source: 'meters', at: '2026-11-20T09:00:00.000Z', device: 'm-1', account: 'A-1', product: 'Chiller', metric: 'energy', unit: 'kWh', value: 112.5, counter: 'total', consumed: 12.5 }],
};
