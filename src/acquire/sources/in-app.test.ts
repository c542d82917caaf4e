import { expect, test } from 'vitest';
import { Failure, liveSourceKinds, type LiveSourceInput } from '../../model/index.ts';
import { allowedHosts } from '../../net/index.ts';
import { describeKinds } from './describe-kinds.ts';
import { refuseOutOfApp } from './refuse-out-of-app.ts';

const database = (host: string, port?: string): LiveSourceInput => ({ name: 'shop', kind: 'postgres', settings: { host, database: 'shop', user: 'reader', ...(port ? { port } : {}) } });
const outcome = (input: LiveSourceInput, hosts: string): string => {
  try {
    refuseOutOfApp(input, allowedHosts(hosts));
    return 'made';
  } catch (error) {
    return error instanceof Failure ? error.code : 'broken';
  }
};

test('every kind is described, with the command that makes it and no value of a secret', () => {
  const kinds = describeKinds();
  expect(kinds.map(({ kind }) => kind).sort()).toEqual([...liveSourceKinds].sort());
  for (const { kind, inApp, why, command } of kinds) {
    expect(command).toContain(`hindcast source create NAME --kind ${kind}`);
    expect(inApp).toBe(why === null);
  }
  expect(kinds.find(({ kind }) => kind === 'singer')).toMatchObject({ inApp: false, secrets: ['config'], settings: expect.arrayContaining([expect.objectContaining({ name: 'command' })]) });
});

test('kinds that start programs are not made in the app, whatever the operator allows', () => {
  expect(outcome({ name: 'tap', kind: 'singer', settings: { command: '["sh"]' } }, 'localhost')).toBe('not_allowed');
});

test.each([
  ['/var/run/postgresql', undefined, 'db.internal'], ['127.0.0.1', undefined, 'db.internal'], ['localhost', undefined, ''], ['db.example.com', undefined, 'other.example.com'], ['db.internal', '5433', 'db.internal:5432'], ['db.internal.example.com', undefined, 'db.internal'],
])('a database at %s %s is refused where the operator named "%s"', (host, port, hosts) => {
  expect(outcome(database(host, port), hosts)).toBe('not_allowed');
});

test.each([['db.internal', undefined, 'db.internal'], ['DB.internal', '5432', 'db.internal:5432'], ['10.0.0.7', undefined, '10.0.0.7']])('a database at %s %s is made where the operator named "%s"', (host, port, hosts) => {
  expect(outcome(database(host, port), hosts)).toBe('made');
});

test('settings that the kind does not have are refused first', () => {
  expect(outcome({ ...database('db.internal'), settings: { host: 'db.internal', nonsense: '1' } }, 'db.internal')).toBe('bad_request');
});
