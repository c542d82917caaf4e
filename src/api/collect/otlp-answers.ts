import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export type OtlpEncoding = 'protobuf' | 'json';

/** Answers of OTLP/HTTP as bytes. */
interface OtlpAnswers {
  /** `ExportMetricsServiceResponse`: empty where all was taken, else with the data points that were rejected and why. */
  taken(rejected: number, why: string): Buffer;
  /** `google.rpc.Status`: the code of gRPC that stands for the HTTP status, and words. */
  refused(status: number, message: string): Buffer;
}

/** gRPC codes (google.rpc.Code) for HTTP statuses. */
const codes: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 404: 5, 413: 8, 429: 8, 503: 14 };
const internal = 13;
const codeOf = (status: number): number => codes[status] ?? internal;

const asJson = (answer: object): Buffer => Buffer.from(JSON.stringify(answer));
const asMessage = (write: (writer: BinaryWriter) => BinaryWriter): Buffer => Buffer.from(write(new BinaryWriter()).finish());

export const otlpAnswers: Readonly<Record<OtlpEncoding, OtlpAnswers>> = {
  json: {
    taken: (rejected, why) => asJson(rejected === 0 ? {} : { partialSuccess: { rejectedDataPoints: String(rejected), errorMessage: why } }),
    refused: (status, message) => asJson({ code: codeOf(status), message }),
  },
  protobuf: {
    taken: (rejected, why) => asMessage((writer) => (rejected === 0 ? writer
      : writer.tag(1, WireType.LengthDelimited).fork().tag(1, WireType.Varint).int64(rejected).tag(2, WireType.LengthDelimited).string(why).join())),
    refused: (status, message) => asMessage((writer) => writer.tag(1, WireType.Varint).int32(codeOf(status)).tag(2, WireType.LengthDelimited).string(message)),
  },
};
