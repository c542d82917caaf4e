import path from 'node:path';
import { Failure } from '../model/index.ts';
import { allowedHosts, type AllowedHost } from '../net/index.ts';

/** What the environment says, once, at the start. Nothing else in the house reads it. */
export interface Configuration {
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly clickhouseUrl: string | undefined;
  readonly postgresUrl: string | undefined;
  readonly seed: number;
  /** Hosts inside that may be called, beside all that is public. */
  readonly allowHosts: readonly AllowedHost[];
}

/** Reads `HINDCAST_*`. Throws `Failure('bad_request')` naming the variable that cannot be used. */
export function configurationFrom(environment: Readonly<Record<string, string | undefined>>, folder: string): Configuration {
  return {
    dataFolder: path.resolve(folder, environment['HINDCAST_DATA'] ?? '.hindcast'),
    host: environment['HINDCAST_HOST'] ?? '127.0.0.1',
    port: wholeNumber(environment['HINDCAST_PORT'], 4700, 'HINDCAST_PORT'),
    publicUrl: webAddress(environment['HINDCAST_PUBLIC_URL'], 'HINDCAST_PUBLIC_URL'),
    clickhouseUrl: environment['HINDCAST_CLICKHOUSE_URL'],
    postgresUrl: environment['HINDCAST_POSTGRES_URL'],
    seed: wholeNumber(environment['HINDCAST_SEED'], 4700, 'HINDCAST_SEED'),
    allowHosts: allowedHosts(environment['HINDCAST_ALLOW_HOSTS']),
  };
}

function wholeNumber(text: string | undefined, otherwise: number, name: string): number {
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Failure('bad_request', `${name} is "${text}", which is not a whole number.`, `Set ${name} to a whole number or remove it.`);
  return value;
}

/** A web address without its last slash; undefined where nothing was given. Throws `Failure('bad_request')` naming what cannot be used. */
export function webAddress(text: string | undefined, name: string): string | undefined {
  if (!text) return undefined;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new Failure('bad_request', `${name} is "${text}", which is not a web address.`, `Set it to something like https://hindcast.example.com.`);
  return text.replace(/\/+$/, '');
}
