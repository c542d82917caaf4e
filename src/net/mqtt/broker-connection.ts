import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { generate, parser, type IConnackPacket, type IPublishPacket, type ISubackPacket, type Packet } from 'mqtt-packet';

/** Where a broker is and as whom it is asked. Brokers are named by whoever runs the machine, and usually lie inside: their addresses are not judged. */
export interface BrokerCall {
  readonly host: string;
  readonly port: number;
  readonly tls: 'verify' | 'on' | 'off';
  readonly ca: string | null;
  readonly user: string | null;
  readonly password: string | null;
  readonly clientId: string;
  readonly sessionSeconds: number;
  readonly filters: readonly string[];
}

export interface BrokerMessage {
  readonly topic: string;
  readonly payload: Buffer;
  /** To be acknowledged with; null at QoS 0. */
  readonly packetId: number | null;
  /** The broker says that it sent this message before. */
  readonly isRepeated: boolean;
  readonly userProperties: Readonly<Record<string, string | string[]>>;
}

/** The broker said no, or was not there: `detail` is for people and names the host alone. */
export class BrokerRefusal extends Error {}

/** Messages that may be on their way to us unacknowledged: the broker holds back all others (MQTT 5, 3.3.4). */
export const mostUnacknowledged = 2_000;
const largestPacket = 64 * 1024;
const keepAliveSeconds = 30;
const openWithinMs = 20_000;

/**
 * One connection to an MQTT 5 broker (OASIS MQTT 5.0) with a session that outlives it. Messages are given as they come and acknowledged only by
 * `acknowledge`: the usual clients acknowledge one message after the other, which with a disk in between is some dozens a second. Packets are read and
 * written by `mqtt-packet`.
 */
export class BrokerConnection {
  /** Why the connection ended. */
  readonly ended: Promise<string>;
  readonly #socket: Socket;
  readonly #ping: NodeJS.Timeout;
  #end: (why: string) => void = () => undefined;
  #messages: BrokerMessage[] = [];

  private constructor(socket: Socket, call: BrokerCall, take: (messages: readonly BrokerMessage[]) => void, opened: { done: () => void; fail: (error: Error) => void }) {
    this.#socket = socket;
    const { promise, resolve } = Promise.withResolvers<string>();
    this.ended = promise;
    this.#end = resolve;
    const read = parser({ protocolVersion: 5 });
    read.on('packet', (packet: Packet) => this.#receive(packet, call, opened));
    read.on('error', () => socket.destroy(new Error('what it sends is not MQTT')));
    socket.on('data', (bytes) => {
      read.parse(bytes);
      const messages = this.#messages;
      this.#messages = [];
      if (messages.length > 0) take(messages);
    });
    this.#ping = setInterval(() => this.#write({ cmd: 'pingreq' }), keepAliveSeconds * 1000);
    socket.setTimeout(keepAliveSeconds * 2500, () => socket.destroy(new Error('it is silent')));
    socket.on('error', (error) => opened.fail(new BrokerRefusal(`${call.host}: ${error.message}`)));
    socket.once('close', () => {
      clearInterval(this.#ping);
      opened.fail(new BrokerRefusal(`${call.host} closed the connection.`));
      resolve(`${call.host} closed the connection.`);
    });
    this.#write({
      cmd: 'connect', protocolId: 'MQTT', protocolVersion: 5, clean: false, clientId: call.clientId, keepalive: keepAliveSeconds,
      ...(call.user === null ? {} : { username: call.user }), ...(call.password === null ? {} : { password: Buffer.from(call.password) }),
      properties: { sessionExpiryInterval: call.sessionSeconds, receiveMaximum: mostUnacknowledged, maximumPacketSize: largestPacket },
    });
  }

  /** Resolves once the broker has taken the session and the subscriptions; `take` may be called before. Throws `BrokerRefusal`. */
  static async open(call: BrokerCall, take: (messages: readonly BrokerMessage[]) => void): Promise<BrokerConnection> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const socket = await connected(call);
    const connection = new BrokerConnection(socket, call, take, { done: resolve, fail: reject });
    const timer = setTimeout(() => reject(new BrokerRefusal(`${call.host} does not answer.`)), openWithinMs);
    try {
      await promise;
      return connection;
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** In the order in which they came (MQTT 5, 4.6). */
  acknowledge(packetIds: readonly number[]): void {
    if (this.#socket.destroyed || packetIds.length === 0) return;
    const bytes = Buffer.allocUnsafe(packetIds.length * 4);
    packetIds.forEach((id, index) => {
      bytes.writeUInt16BE(0x4002, index * 4);
      bytes.writeUInt16BE(id, index * 4 + 2);
    });
    this.#socket.write(bytes);
  }

  /** Takes no more messages; what came can still be acknowledged. */
  pause(): void {
    this.#socket.pause();
  }

  /** Leaves. The broker keeps the session, and what comes for it, unless it is to be forgotten. */
  async close(forget: boolean): Promise<void> {
    if (!this.#socket.destroyed) {
      this.#write({ cmd: 'disconnect', reasonCode: 0, ...(forget ? { properties: { sessionExpiryInterval: 0 } } : {}) });
      this.#socket.resume();
      this.#socket.end();
      setTimeout(() => this.#socket.destroy(), 500).unref();
    }
    await this.ended;
  }

  #write(packet: Packet): void {
    if (!this.#socket.destroyed) this.#socket.write(generate(packet, { protocolVersion: 5 }));
  }

  #receive(packet: Packet, call: BrokerCall, opened: { done: () => void; fail: (error: Error) => void }): void {
    switch (packet.cmd) {
      case 'publish': this.#messages.push(messageOf(packet)); break;
      case 'connack': {
        const refusal = refusalIn(packet);
        if (refusal !== null) opened.fail(new BrokerRefusal(`${call.host} ${refusal}`));
        else this.#write({ cmd: 'subscribe', messageId: 1, subscriptions: call.filters.map((topic) => ({ topic, qos: 1 as const, rh: 1, nl: false, rap: false })) });
        break;
      }
      case 'suback': {
        const refused = call.filters.find((_, index) => Number((packet as ISubackPacket).granted[index]) >= 0x80);
        if (refused === undefined) opened.done();
        else opened.fail(new BrokerRefusal(`${call.host} does not let us subscribe to "${refused}".`));
        break;
      }
      case 'disconnect': this.#end(`${call.host} ended it: ${disconnects[packet.reasonCode ?? 0] ?? `reason ${packet.reasonCode ?? 0}`}.`); break;
      default: break;
    }
  }
}

const messageOf = ({ topic, payload, messageId, qos, dup, properties }: IPublishPacket): BrokerMessage => ({
  topic, payload: Buffer.isBuffer(payload) ? payload : Buffer.from(payload), packetId: qos > 0 ? (messageId ?? null) : null, isRepeated: dup, userProperties: properties?.userProperties ?? {},
});

const disconnects: Readonly<Record<number, string>> = { 0x8b: 'it shuts down', 0x8e: 'another client came with the same client id', 0x93: 'more was unacknowledged than agreed', 0x98: 'an administrator did' };
const refusals: Readonly<Record<number, string>> = { 0x84: 'does not speak MQTT 5', 1: 'does not speak MQTT 5', 0x85: 'does not take this client id', 0x86: 'does not know this user and password', 0x87: 'does not let this user in', 5: 'does not let this user in', 0x9f: 'says that we connect too often' };

function refusalIn({ reasonCode, returnCode }: IConnackPacket): string | null {
  const code = reasonCode ?? returnCode ?? 0;
  return code === 0 ? null : `${refusals[code] ?? `refuses the connection (reason ${code})`}.`;
}

function connected({ host, port, tls, ca }: BrokerCall): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = tls === 'off' ? connect({ host, port }) : connectTls({ host, port, servername: host, rejectUnauthorized: tls === 'verify', ...(ca === null ? {} : { ca }) });
    const fail = (error: Error): void => { socket.destroy(); reject(new BrokerRefusal(`${host}: ${error.message}`)); };
    socket.setTimeout(openWithinMs, () => fail(new Error('it does not answer')));
    socket.once('error', fail);
    socket.once(tls === 'off' ? 'connect' : 'secureConnect', () => { socket.off('error', fail); socket.setNoDelay(true); resolve(socket); });
  });
}
