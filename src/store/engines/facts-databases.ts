import http from 'node:http';
import { ClickHouseLogLevel, createClient, type ClickHouseClient, type ClickHouseSettings } from '@clickhouse/client';
import type { Facts } from '../contract.ts';
import { ClickHouseFacts } from './clickhouse-facts.ts';
import { checkedDatabaseName } from './database-name.ts';
import { sendOver } from './front-requests.ts';
import type { SendWhole } from './send-whole.ts';

/** Limits of people's SQL on a server. The embedded engine has them for life on its own connections for `readonly=1`. */
const analystLimits: ClickHouseSettings = {
  max_execution_time: 30,
  max_memory_usage: '1000000000',
  max_result_rows: '1000000',
  result_overflow_mode: 'throw',
  readonly: '1',
};

const hourMs = 3_600_000;

/** The facts engine, embedded or by URL: its databases, and one client for each. */
export class FactsDatabases {
  readonly where: string;
  readonly #open: (database: string) => ClickHouseClient;
  readonly #analystSettings: ClickHouseSettings;
  readonly #sendFor: ((database: string) => SendWhole) | undefined;
  readonly #hangUp: () => void;
  readonly #clients = new Map<string, ClickHouseClient>();

  private constructor(where: string, open: (database: string) => ClickHouseClient, ways: { analystSettings: ClickHouseSettings; sendFor?: (database: string) => SendWhole; hangUp: () => void }) {
    this.where = where;
    this.#open = open;
    this.#hangUp = ways.hangUp;
    this.#sendFor = ways.sendFor;
    this.#analystSettings = ways.analystSettings;
  }

  static embedded(socketPath: string): FactsDatabases {
    // One connection for each statement: on a busy machine a kept one was closed under a statement ("socket hang up").
    // An agent hands its options on to each connection; its type does not know that.
    const options: http.AgentOptions & { socketPath: string } = { socketPath, keepAlive: false, maxSockets: 64 };
    const agent = new http.Agent(options);
    return new FactsDatabases(socketPath, (database) => createClient({
      url: 'http://localhost', database, http_agent: agent, request_timeout: hourMs, log: { level: ClickHouseLogLevel.OFF }, set_basic_auth_header: false,
    }), { analystSettings: { readonly: '1' }, sendFor: (database) => sendOver((asked, onAnswer) => http.request({ ...asked, agent, timeout: hourMs }, onAnswer), database), hangUp: () => agent.destroy() });
  }

  static byUrl(url: string): FactsDatabases {
    return new FactsDatabases(withoutSecret(url), (database) => createClient({
      url, database, request_timeout: hourMs, compression: { request: true, response: true }, log: { level: ClickHouseLogLevel.OFF },
    }), { analystSettings: analystLimits, hangUp: () => undefined });
  }

  facts(name: string): Facts {
    return this.#facts(checkedDatabaseName(name));
  }

  analyst(name: string): Facts {
    return new ClickHouseFacts(this.client(checkedDatabaseName(name)), name, { settings: this.#analystSettings });
  }

  client(database: string): ClickHouseClient {
    const client = this.#clients.get(database) ?? this.#open(database);
    this.#clients.set(database, client);
    return client;
  }

  async create(name: string): Promise<void> {
    await this.#server().command(`CREATE DATABASE IF NOT EXISTS \`${checkedDatabaseName(name)}\``);
  }

  async drop(name: string): Promise<void> {
    await this.#server().command(`DROP DATABASE IF EXISTS \`${checkedDatabaseName(name)}\` SYNC`);
    await this.#clients.get(name)?.close();
    this.#clients.delete(name);
  }

  async list(): Promise<string[]> {
    const notOurs = new Set(['default', 'system', 'information_schema', 'INFORMATION_SCHEMA', '_local', '_temporary_and_external_tables']);
    const names: string[] = [];
    for await (const rows of this.#server().stream('SELECT name FROM system.databases ORDER BY name', {})) names.push(...rows.map(([name]) => String(name)));
    return names.filter((name) => !notOurs.has(name));
  }

  async version(): Promise<string> {
    for await (const rows of this.#server().stream('SELECT version()', {})) return String(rows[0]?.[0]);
    return 'unknown';
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
    this.#hangUp();
  }

  #server(): ClickHouseFacts {
    return this.#facts('default');
  }

  #facts(database: string): ClickHouseFacts {
    const send = this.#sendFor?.(database);
    return new ClickHouseFacts(this.client(database), database, send === undefined ? {} : { send });
  }
}

/** An address without its password, for people to read. */
export function withoutSecret(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}
