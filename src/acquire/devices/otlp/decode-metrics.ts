import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { fieldOf, type FieldType, type MessageField, type MessageName } from './wire-messages.ts';

/** Levels of messages within messages; attributes may nest. */
const deepest = 40;
/** Messages of all kinds in one request. */
const mostMessages = 200_000;

const wireTypes: Readonly<Record<FieldType, WireType>> = {
  string: WireType.LengthDelimited, bytes: WireType.LengthDelimited, bool: WireType.Varint, uint32: WireType.Varint, int64: WireType.Varint,
  fixed64: WireType.Bit64, sfixed64: WireType.Bit64, double: WireType.Bit64,
};

/** Values as the JSON of protobuf writes them: 64 bits as decimal text, bytes as base64. */
const readers: Readonly<Record<FieldType, (reader: BinaryReader) => unknown>> = {
  string: (reader) => reader.string(), bytes: (reader) => Buffer.from(reader.bytes()).toString('base64'), bool: (reader) => reader.bool(), uint32: (reader) => reader.uint32(),
  int64: (reader) => String(reader.int64()), fixed64: (reader) => String(reader.fixed64()), sfixed64: (reader) => String(reader.sfixed64()), double: (reader) => doubleOf(reader.double()),
};

const doubleOf = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

class TooMuch extends Error {}

/** The bytes of an `ExportMetricsServiceRequest` as the document that OTLP/JSON has for it; null where they are none, or nest and repeat without end. */
export function decodeMetrics(bytes: Uint8Array): unknown {
  let left = mostMessages;
  const decode = (part: Uint8Array, message: MessageName, depth: number): Record<string, unknown> => {
    left -= 1;
    if (left < 0 || depth > deepest) throw new TooMuch();
    const reader = new BinaryReader(part);
    const decoded: Record<string, unknown> = {};
    while (reader.pos < reader.len) take(reader, decoded, message, (inner, name) => decode(inner, name, depth + 1));
    return decoded;
  };
  try {
    return decode(bytes, 'Request', 0);
  } catch {
    return null;
  }
}

type Decode = (bytes: Uint8Array, message: MessageName) => unknown;

/** Reads one field into the message. A known field with another wire type than its own is no field of this message. */
function take(reader: BinaryReader, into: Record<string, unknown>, message: MessageName, decode: Decode): void {
  const [number, wireType] = reader.tag();
  const field = fieldOf(message, number);
  if (field === undefined || wireType !== wireTypeOf(field)) {
    reader.skip(wireType, number);
    return;
  }
  const value = typeof field.type === 'string' ? readers[field.type](reader) : decode(reader.bytes(), field.type.message);
  if (field.isList) (into[field.name] ??= [] as unknown[], into[field.name] as unknown[]).push(value);
  else into[field.name] = value;
}

const wireTypeOf = ({ type }: MessageField): WireType => (typeof type === 'string' ? wireTypes[type] : WireType.LengthDelimited);
