import { connect, type Socket } from 'node:net';
import { generate, parser, type Packet } from 'mqtt-packet';

/** Sends to a broker at QoS 1, and sends again what it did not acknowledge: so what `published` counts the broker has taken. */
export class Publisher {
  readonly #port: number;
  readonly #login: { user: string; password: string } | undefined;
  #socket: Socket | undefined;
  #next = 0;
  readonly #unacknowledged = new Map<number, Buffer>();
  #waiting: (() => void) | undefined;
  published = 0;

  constructor(port: number, login?: { user: string; password: string }) {
    this.#port = port;
    this.#login = login;
  }

  async connect(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const socket = connect({ port: this.#port, host: '127.0.0.1' });
      this.#socket = socket;
      const read = parser({ protocolVersion: 5 });
      read.on('packet', (packet: Packet) => {
        if (packet.cmd === 'connack') {
          for (const bytes of this.#unacknowledged.values()) socket.write(bytes);
          resolve();
        }
        if (packet.cmd === 'puback' && this.#unacknowledged.delete(packet.messageId ?? 0)) this.published += 1;
        if (this.#unacknowledged.size < mostUnacknowledged) this.#waiting?.();
      });
      socket.on('data', (bytes) => read.parse(bytes));
      socket.on('error', reject);
      socket.write(generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 5, clean: false, clientId: `publisher-${this.#port}`, keepalive: 0, properties: { sessionExpiryInterval: 600 }, ...(this.#login ? { username: this.#login.user, password: Buffer.from(this.#login.password) } : {}) }, { protocolVersion: 5 }));
    });
  }

  async publish(topic: string, payload: string | Buffer, userProperties?: Record<string, string>): Promise<void> {
    const messageId = (this.#next = (this.#next % 65_535) + 1);
    const packet: Packet = { cmd: 'publish', messageId, topic, payload, qos: 1, dup: false, retain: false, ...(userProperties ? { properties: { userProperties } } : {}) };
    const bytes = generate(packet, { protocolVersion: 5 });
    this.#unacknowledged.set(messageId, bytes);
    if (this.#socket?.writable) this.#socket.write(bytes);
    if (this.#unacknowledged.size >= mostUnacknowledged) await new Promise<void>((resolve) => { this.#waiting = resolve; });
  }

  /** Resolves when the broker took everything. */
  async settled(): Promise<void> {
    while (this.#unacknowledged.size > 0) await new Promise((resolve) => { setTimeout(resolve, 10); });
  }

  close(): void {
    this.#socket?.destroy();
  }
}

const mostUnacknowledged = 1_000;
