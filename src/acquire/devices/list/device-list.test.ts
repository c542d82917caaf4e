import { describe, expect, test } from 'vitest';
import { Owners } from './owners.ts';
import { parseDeviceList } from './parse-device-list.ts';

describe('a list as a file', () => {
  test.each([
    ['comma', 'device,account,product,since\nm-1,A-1,Chiller,\nm-1,A-2,,2026-03-01\n'], ['semicolon and a mark of the order of bytes', '\uFEFFDevice;Account;Product;Since\r\nm-1;A-1;Chiller;\r\nm-1;A-2;;2026-03-01\r\n'],
    ['JSON', '[{"device":"m-1","account":"A-1","product":"Chiller"},{"device":"m-1","account":"A-2","product":"","since":"2026-03-01"}]'],
  ])('%s', (_, text) => expect(parseDeviceList(text)).toEqual([{ device: 'm-1', account: 'A-1', product: 'Chiller', since: null }, { device: 'm-1', account: 'A-2', product: '', since: '2026-03-01' }]));

  test('a column that is not there says nothing; an empty cell says nobody', () => expect(parseDeviceList('device,account\nm-1,\n')).toEqual([{ device: 'm-1', account: '', product: null, since: null }]));

  test.each([
    ['', '"device"'], ['account\nA-1', '"device"'], ['device,colour\nm-1,red', '"colour"'], ['device,since\nm-1,2026-03-01\nm-2,tomorrow', 'Line 3, since'], ['device\n ', 'Line 2, device'], ['device,account\nm-1', 'CSV'], ['[{"device":7}]', 'Entry 1'], ['[', 'no JSON'], ['[]', 'no device'],
  ])('%j is refused with what is wrong', (text, why) => expect(() => parseDeviceList(text)).toThrow(why));
});

describe('whose a device is', () => {
  const owners = new Owners([{ device: 'm-1', account: 'A-2', product: null, since: '2026-03-01' }, { device: 'm-1', account: '', product: '', since: '2026-05-01' }, { device: 'm-2', account: null, product: 'Pump', since: null }]);
  const said = { account: 'A-1', product: 'Chiller' };
  test.each<[string, string, object]>([
    ['m-1', '2026-02-28', { account: 'A-1', product: 'Chiller', from: 'messages' }], ['m-1', '2026-03-01', { account: 'A-2', product: 'Chiller', from: 'list', isOverruled: true }],
    ['m-1', '2026-05-01', { account: null, product: null, from: 'list', isOverruled: true }], ['m-2', '2026-01-01', { account: 'A-1', product: 'Pump', from: 'messages' }], ['m-3', '2026-01-01', { account: 'A-1', from: 'messages' }],
  ])('%s on %s', (device, day, owner) => expect(owners.of(device, day, said)).toMatchObject(owner));

  test('nobody where neither says it', () => expect(owners.of('m-3', '2026-01-01', { account: '', product: '' })).toMatchObject({ account: null, from: 'nobody', isOverruled: false }));
});
