import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFeed } from './read-feed.ts';
import { unpackFeed } from './unpack-feed.ts';

/** A ZIP archive of the given files, deflated (APPNOTE 6.3). */
function zipOf(files: Readonly<Record<string, Buffer>>): Buffer {
  const [locals, central]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, data] of Object.entries(files)) {
    const packed = deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    locals.push(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, Buffer.from(name), packed]));
    central.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, tail, Buffer.from(name)]));
    offset += (locals.at(-1) as Buffer).length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  Buffer.from([0x50, 0x4b, 5, 6]).copy(end);
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const line = (n: number): string => ['20260101000000-1', '20260101000000', '1', 't.example', `https://t.example/${n}`, ...Array.from({ length: 21 }, () => 'x'.repeat(400)), '<PAGE_TITLE>Quandel grows</PAGE_TITLE>'].join('\t');
const graph = Buffer.from(Array.from({ length: 2000 }, (_, n) => line(n)).join('\n'));

test('a packed file of the knowledge graph is read, larger than a feed may be', async () => {
  expect(graph.length).toBeGreaterThan(10_000_000);
  for (const packed of [zipOf({ '20260101000000.gkg.csv': graph }), gzipSync(graph), graph]) {
    const unpacked = await unpackFeed(packed);
    if (unpacked.outcome !== 'bytes') throw new Error(unpacked.reason);
    expect(readFeed(unpacked.bytes, { source: 'world' })).toMatchObject({ format: 'GDELT knowledge graph', mentions: { length: 2000 } });
  }
});

test('bombs, archives of several files and damaged ones are refused', async () => {
  const bomb = Buffer.alloc(80_000_000);
  const cut = zipOf({ 'a.csv': graph }).subarray(0, 3000);
  const lying = zipOf({ 'a.csv': graph });
  lying.writeUInt32LE(5, lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
  for (const [packed, reason] of [[zipOf({ 'a.csv': bomb }), /more than 60 MB|damaged/], [gzipSync(bomb), /more than 60 MB/], [zipOf({ 'a.csv': graph, 'b.csv': graph }), /archive of 2 files/], [cut, /damaged/], [lying, /damaged/], [gzipSync(graph).subarray(0, 2000), /damaged/], [Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(30_000_001)]), /larger than 30 MB/]] as const) {
    expect(await unpackFeed(packed)).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(reason) as string, todo: expect.stringMatching(/\w/) as string });
  }
});

test('whatever begins like an archive is unpacked or refused', async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom([0x50, 0x4b, 3, 4], [0x1f, 0x8b, 8]), fc.uint8Array({ maxLength: 300 }), async (mark, rest) => {
    expect(['bytes', 'refused']).toContain((await unpackFeed(Buffer.concat([Buffer.from(mark), rest]))).outcome);
  }), { numRuns: 300 });
});
