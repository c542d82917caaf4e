import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

/** What an import of a hostile file must come to. Regular expressions are looked for in the message a person sees. */
interface Hostile {
  readonly name: string;
  readonly file: string;
  readonly bytes: () => Buffer;
  /** The file is refused with this message. */
  readonly refused?: RegExp;
  /** The table is shown, not imported, with this reason. */
  readonly listed?: RegExp;
  readonly rows?: number;
  /** Reasons of the rejects, in order. */
  readonly rejects?: readonly RegExp[];
  readonly warns?: RegExp;
  readonly headers?: readonly string[];
}

const text = (...lines: string[]) => (): Buffer => Buffer.from(lines.join('\n'));
const head = 'Deal ID,Deal Name,Stage,Amount,Created Date,Close Date';
const row = (n: number, change: Partial<Record<'name' | 'stage' | 'amount' | 'created' | 'closed', string>> = {}): string =>
  [`D-${n}`, change.name ?? `Deal ${n}`, change.stage ?? (n % 2 ? 'Closed Won' : 'Closed Lost'), change.amount ?? `${n}00.50`, change.created ?? '2024-01-15', change.closed ?? '2024-03-20'].join(',');
const good = [row(1), row(2), row(3), row(4)];
const utf16 = (content: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(`\ufeff${content}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

/** A ZIP archive of the given parts, deflated. */
function zipOf(parts: Readonly<Record<string, Buffer | string>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
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

const letter = (column: number): string => String.fromCharCode(65 + column);
const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const inlineCell = (value: string, column: number, line: number): string => `<c r="${letter(column)}${line}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
const sheetOf = (lines: readonly string[], more = ''): string =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines.map((line, index) => `<row r="${index + 1}">${line.split(',').map((value, column) => inlineCell(value, column, index + 1)).join('')}</row>`).join('')}${more}</sheetData></worksheet>`;
const workbookParts = (sheet: string, parts: Record<string, Buffer | string> = {}): Record<string, Buffer | string> => ({
  'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="Deals" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': sheet, ...parts,
});
/** A small workbook of one sheet with the given lines. */
const workbookOf = (lines: readonly string[], more = '', parts: Record<string, Buffer | string> = {}): Buffer => zipOf(workbookParts(sheetOf(lines, more), parts));

const json = (n: number, more: object = {}): string => JSON.stringify({ 'Deal ID': `D-${n}`, Stage: n % 2 ? 'Closed Won' : 'Closed Lost', Amount: n * 100, 'Created Date': '2024-01-15', 'Close Date': '2024-03-20', ...more });
const megabytes = (n: number, letterUsed = 'x'): string => letterUsed.repeat(n * 1_000_000);
const notADate = /not a date/;
const notAnAmount = /not an amount/;

const xmlOf = (...records: string[]): Buffer => Buffer.from(`<?xml version="1.0"?>\n<export>\n${records.join('\n')}\n</export>\n`);
const xmlDeal = (n: number, more = ''): string => `<deal Deal_ID="D-${n}"><Stage>${n % 2 ? 'Closed Won' : 'Closed Lost'}</Stage><Amount>${n}00.50</Amount><Created_Date>2024-01-15</Created_Date><Close_Date>2024-03-20</Close_Date><owner><name>Kim</name></owner>${more}</deal>`;
const fixedHead = `${'Deal ID'.padEnd(12)}${'Deal Name'.padEnd(16)}${'Stage'.padEnd(15)}${'Amount'.padEnd(8)}${'Created Date'.padEnd(14)}Close Date`;
const fixedRow = (n: number): string => `${`D-${n}`.padEnd(12)}${['Pump line', 'Gripper', 'A cell', 'Retrofit'][n % 4]?.padEnd(16)}${(n % 2 ? 'Closed Won' : 'Closed Lost').padEnd(15)}${`${100 + n}.50`.padEnd(8)}${'2024-01-15'.padEnd(14)}2024-03-20`;
const fixed = (...lines: string[]): Buffer => Buffer.from([fixedHead, ...lines, ''].join('\r\n'));

export const hostileFiles: readonly Hostile[] = [
  { name: 'nothing at all', file: 'a.csv', bytes: text(''), refused: /it is empty/ },
  { name: 'a header and no rows', file: 'a.csv', bytes: text(head), listed: /header and no rows/ },
  { name: 'line breaks only', file: 'a.csv', bytes: text('\n\n\n'), listed: /no rows/ },
  { name: 'zero bytes', file: 'a.csv', bytes: () => Buffer.alloc(5000), refused: /not text and not a workbook/ },
  { name: 'a picture called CSV', file: 'a.csv', bytes: () => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), Buffer.alloc(200)]), refused: /not text/ },
  { name: 'a last line cut short', file: 'a.csv', bytes: text(head, ...good, 'D-5,Deal'), rows: 5, rejects: [] },
  { name: 'no line break at the end', file: 'a.csv', bytes: text(head, ...good), rows: 4, rejects: [] },
  { name: 'a quote that never closes', file: 'a.csv', bytes: text(head, ...good, 'D-5,"Deal,Won,1,2024-01-01,2024-02-02', row(6), row(7), row(8)), rows: 7, rejects: [/never closed/] },
  { name: 'a quote that never closes on the last line', file: 'a.csv', bytes: text(head, ...good, 'D-5,"Deal'), rows: 4, rejects: [/never closed/] },
  { name: 'quotes inside an unquoted cell', file: 'a.csv', bytes: text(head, ...good, row(5, { name: '5" pipe' })), rows: 5, rejects: [] },
  { name: 'text after a closing quote', file: 'a.csv', bytes: text(head, ...good, row(5, { name: '"Deal" five' })), rows: 5, rejects: [] },
  { name: 'line breaks inside quotes', file: 'a.csv', bytes: text(head, ...good, row(5, { name: '"two\nlines"' }), row(6)), rows: 6, rejects: [] },
  { name: 'a date that does not exist', file: 'a.csv', bytes: text(head, ...good, row(5, { created: '2024-02-30' })), rows: 5, rejects: [notADate] },
  { name: 'a word where a date should be', file: 'a.csv', bytes: text(head, ...good, row(5, { closed: 'soon' })), rows: 5, rejects: [notADate] },
  { name: 'a word where an amount should be', file: 'a.csv', bytes: text(head, ...good, row(5, { amount: 'a lot' })), rows: 5, rejects: [notAnAmount] },
  { name: 'an amount with too many digits', file: 'a.csv', bytes: text(head, ...good, row(5, { amount: '9'.repeat(40) })), rows: 5, rejects: [notAnAmount] },
  { name: 'infinity', file: 'a.csv', bytes: text(head, ...good, row(5, { amount: 'Infinity' })), rows: 5, rejects: [notAnAmount] },
  { name: 'an exponent out of range', file: 'a.csv', bytes: text(head, ...good, row(5, { amount: '1e308' })), rows: 5, rejects: [notAnAmount] },
  { name: 'every cell wrong in one row', file: 'a.csv', bytes: text(head, ...good, row(5, { amount: 'x', created: 'y', closed: 'z' }), row(6)), rows: 6, rejects: [notAnAmount, notADate, notADate] },
  { name: 'a year beyond all calendars', file: 'a.csv', bytes: text(head, ...good, row(5, { closed: '9999-12-31' })), rows: 5, rejects: [notADate] },
  { name: 'too many cells', file: 'a.csv', bytes: text(head, ...good, `${row(5)},more,cells`, row(6)), rows: 5, rejects: [/8 cells where the header has 6/] },
  { name: 'a title above the header', file: 'a.csv', bytes: text('All deals of the year', '', head, ...good), rows: 4, rejects: [], warns: /above the header/ },
  { name: 'a total below the rows', file: 'a.csv', bytes: text(head, ...good, 'Grand totals (4 records)'), rows: 4, rejects: [/a title or a total/] },
  { name: 'a header that stands twice', file: 'a.csv', bytes: text(`${head},Stage`, ...good.map((line) => `${line},again`)), rows: 4, headers: ['Stage', 'Stage (2)'], warns: /stands twice/ },
  { name: 'empty columns at the end', file: 'a.csv', bytes: text(`${head},,`, ...good.map((line) => `${line},,`)), rows: 4, warns: /left out/ },
  { name: 'a header named __proto__', file: 'a.csv', bytes: text(`${head},__proto__`, ...good.map((line) => `${line},polluted`)), rows: 4, headers: ['__proto__'] },
  { name: 'headers named constructor and prototype', file: 'a.csv', bytes: text(`${head},constructor,prototype,hasOwnProperty,toString`, ...good.map((line) => `${line},a,b,c,d`)), rows: 4, headers: ['constructor', 'toString'] },
  { name: 'a formula as a header', file: 'a.csv', bytes: text(`${head},=1+1`, ...good.map((line) => `${line},x`)), rows: 4, headers: ['=1+1'] },
  { name: 'formulas as cells', file: 'a.csv', bytes: text(head, ...good, row(5, { name: '=HYPERLINK(0)' }), row(6, { name: '@SUM(A1)' })), rows: 6, rejects: [] },
  { name: 'a formula as an amount', file: 'a.csv', bytes: text(head, ...good, row(5, { amount: '=1+1' })), rows: 5, rejects: [notAnAmount] },
  { name: 'markup in cells', file: 'a.csv', bytes: text(head, ...good, row(5, { name: '<script>alert(1)</script>' })), rows: 5, rejects: [] },
  { name: 'SQL in cells', file: 'a.csv', bytes: text(head, ...good, row(5, { name: "'); DROP TABLE deals; --" })), rows: 5, rejects: [] },
  { name: 'ten thousand columns', file: 'a.csv', bytes: text(Array.from({ length: 10_000 }, (_, n) => `c${n}`).join(','), Array.from({ length: 10_000 }, () => '1').join(',')), refused: /10000 columns/ },
  { name: 'a cell of 10 MB', file: 'a.csv', bytes: () => Buffer.from([head, ...good, row(5, { name: megabytes(10) }), row(6)].join('\n')), rows: 5, rejects: [/longer than 1,000,000/] },
  { name: 'a quoted cell of 10 MB', file: 'a.csv', bytes: () => Buffer.from([head, ...good, row(5, { name: `"${megabytes(10)}"` }), row(6)].join('\n')), rows: 5, rejects: [/longer than 1,000,000/] },
  { name: 'a cell of 2 MB', file: 'a.csv', bytes: () => Buffer.from([head, ...good, row(5, { name: megabytes(2) }), row(6)].join('\n')), rows: 5, rejects: [/longer than 1,000,000/] },
  { name: 'an untouched drop-down', file: 'a.csv', bytes: text(head, ...good, row(5, { stage: 'Select' })), rows: 5, rejects: [], warns: /"Select" in 1 cell/ },
  { name: 'spreadsheet errors as amounts', file: 'a.csv', bytes: text(head, ...good, row(5, { amount: '#REF!' })), rows: 5, rejects: [notAnAmount] },
  { name: 'UTF-8 with a mark', file: 'a.csv', bytes: () => Buffer.from(`\ufeff${[head, ...good].join('\n')}`), rows: 4, headers: ['Deal ID'] },
  { name: 'UTF-16 little endian', file: 'a.csv', bytes: () => utf16([head, ...good, row(5, { name: 'Größe' })].join('\r\n'), false), rows: 5, rejects: [] },
  { name: 'UTF-16 big endian', file: 'a.csv', bytes: () => utf16([head, ...good].join('\r\n'), true), rows: 4, rejects: [] },
  { name: 'Windows-1252', file: 'a.csv', bytes: () => Buffer.from([head, ...good, row(5, { name: 'M\u00fcller' })].join('\n'), 'latin1'), rows: 5, rejects: [] },
  { name: 'two encodings in one file', file: 'a.csv', bytes: () => Buffer.concat([text(head, ...good, row(5, { name: 'Müller' }), row(6, { name: 'Größe' }), '')(), Buffer.from(row(7, { name: 'Caf\u00e9' }), 'latin1')]), rows: 7, rejects: [/cannot be read in this encoding/], warns: /Two encodings/ },
  { name: 'a broken UTF-8 sequence at the very end', file: 'a.csv', bytes: () => Buffer.concat([text(head, ...good, row(5, { name: 'Müller' }), '')(), Buffer.from([0x44, 0x2d, 0x39, 0x2c, 0xc3])]), rows: 6, warns: /Two encodings/ },
  { name: 'control characters', file: 'a.csv', bytes: text(head, ...good, row(5, { name: 'a\u0007b\u001bc' })), rows: 5, rejects: [] },
  { name: 'old Mac line ends', file: 'a.csv', bytes: () => Buffer.from([head, ...good].join('\r')), rows: 4, rejects: [] },
  { name: 'mixed line ends', file: 'a.csv', bytes: () => Buffer.from(`${head}\r\n${good[0]}\n${good[1]}\r\n${good[2]}\n`), rows: 3, rejects: [] },
  { name: 'a gzip cut short', file: 'a.csv.gz', bytes: () => gzipSync(text(head, ...Array.from({ length: 3000 }, (_, n) => row(n)))()).subarray(0, 5000), refused: /damaged or cut short/ },
  { name: 'a gzip of noise', file: 'a.csv.gz', bytes: () => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(400, 7)]), refused: /damaged or cut short/ },
  { name: 'a gzip bomb', file: 'a.csv.gz', bytes: () => gzipSync(Buffer.alloc(60_000_000, 'a,b\n')), refused: /more than 100 times/ },
  { name: 'a gzip inside a gzip', file: 'a.csv.gz', bytes: () => gzipSync(gzipSync(text(head, ...good)())), refused: /not text|cannot be read/ },
  { name: 'a gzipped CSV', file: 'a.csv.gz', bytes: () => gzipSync(text(head, ...good)()), rows: 4, rejects: [] },
  { name: 'a workbook', file: 'a.xlsx', bytes: () => workbookOf([head, ...good]), rows: 4, rejects: [] },
  { name: 'a workbook cut short', file: 'a.xlsx', bytes: () => workbookOf([head, ...good]).subarray(0, 700), refused: /damaged or cut short/ },
  { name: 'a workbook with a damaged part', file: 'a.xlsx', bytes: () => { const bytes = workbookOf([head, ...good]); bytes.fill(9, 60, 100); return bytes; }, refused: /damaged/ },
  { name: 'an archive that is no workbook', file: 'a.xlsx', bytes: () => zipOf({ 'deals.csv': [head, ...good].join('\n') }), refused: /not a workbook/ },
  { name: 'a workbook bomb', file: 'a.xlsx', bytes: () => workbookOf([head], `<row r="2"><c r="A2" t="inlineStr"><is><t>${megabytes(60)}</t></is></c></row>`), refused: /more than 100 times/ },
  { name: 'shared strings that are a bomb', file: 'a.xlsx', bytes: () => workbookOf([head, ...good], '', { 'xl/sharedStrings.xml': `<sst><si><t>${megabytes(60)}</t></si></sst>` }), refused: /more than 100 times/ },
  { name: 'a billion laughs', file: 'a.xlsx', bytes: () => zipOf(workbookParts('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>')), refused: /not valid XML/ },
  { name: 'a workbook that is not XML', file: 'a.xlsx', bytes: () => zipOf(workbookParts('<worksheet><sheetData><row></worksheet>')), refused: /not valid XML/ },
  { name: 'a formula in a workbook', file: 'a.xlsx', bytes: () => workbookOf([head, ...good], '<row r="6"><c r="A6" t="inlineStr"><is><t>D-6</t></is></c><c r="D6"><f>WEBSERVICE("http://127.0.0.1")</f><v>77.5</v></c></row>'), rows: 5, rejects: [] },
  { name: 'a workbook cell far out', file: 'a.xlsx', bytes: () => workbookOf([head, ...good], '<row r="6"><c r="ZZZZ6"><v>1</v></c></row>'), rows: 4, rejects: [/cells where the header has 6/] },
  { name: 'JSON lines', file: 'a.jsonl', bytes: text(json(1), json(2), json(3)), rows: 3, rejects: [] },
  { name: 'a broken JSON line', file: 'a.jsonl', bytes: text(json(1), '{"Deal ID": ', json(3)), rows: 2, rejects: [/not valid JSON/] },
  { name: 'a JSON list', file: 'a.json', bytes: text(`[${json(1)},\n${json(2)}]`), rows: 2, rejects: [] },
  { name: 'a JSON list cut short', file: 'a.json', bytes: text(`[${json(1)},${json(2)},{"Deal ID":"D-3","St`), rows: 2, rejects: [/not valid JSON/] },
  { name: '__proto__ in JSON', file: 'a.jsonl', bytes: text(json(1), '{"Deal ID":"D-2","Stage":"Closed Lost","__proto__":{"admin":true}}'), rows: 2, rejects: [] },
  { name: 'JSON nested a thousand deep', file: 'a.jsonl', bytes: text(json(1), `{"Deal ID":"D-2","Stage":"Closed Lost","x":${'{"y":'.repeat(1000)}1${'}'.repeat(1000)}}`, json(3)), rows: 3, rejects: [] },
  { name: 'JSON numbers and lists as rows', file: 'a.jsonl', bytes: text(json(1), '42', '[1,2]', json(2)), rows: 2, rejects: [/not a JSON object/, /not a JSON object/] },
  { name: 'an XML export', file: 'a.xml', bytes: () => xmlOf(...[1, 2, 3].map((n) => xmlDeal(n))), rows: 3, rejects: [], headers: ['Deal_ID', 'owner.name'] },
  { name: 'an XML export cut short', file: 'a.xml', bytes: () => xmlOf(...[1, 2, 3, 4].map((n) => xmlDeal(n))).subarray(0, -60), rows: 3, rejects: [/not valid XML from here on/] },
  { name: 'an XML export that breaks in the middle', file: 'a.xml', bytes: () => xmlOf(xmlDeal(1), xmlDeal(2), '<deal><Stage></Amount></deal>', xmlDeal(3)), rows: 2, rejects: [/not valid XML from here on/] },
  { name: 'a billion laughs as an export', file: 'a.xml', bytes: () => Buffer.from(`<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><x><deal><n>&c;</n></deal><deal><n>&c;</n></deal></x>`), refused: /declares entities/ },
  { name: 'an export with an entity from outside', file: 'a.xml', bytes: () => Buffer.from('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><deal><n>&a;</n></deal><deal><n>&a;</n></deal></x>'), refused: /declares entities/ },
  { name: 'XML nested a million deep', file: 'a.xml', bytes: () => Buffer.from('<a>'.repeat(1_000_000)), refused: /nested more than 100 deep/ },
  { name: 'an XML text of 10 MB', file: 'a.xml', bytes: () => xmlOf(xmlDeal(1), xmlDeal(2), `<deal><Stage>${megabytes(10)}</Stage></deal>`), refused: /longer than 8 million/ },
  { name: 'an XML text of 2 MB', file: 'a.xml', bytes: () => xmlOf(xmlDeal(1), xmlDeal(2), `<deal><Stage>${megabytes(2)}</Stage></deal>`), rows: 2, rejects: [/longer than 1,000,000/] },
  { name: 'an XML attribute of 20 MB', file: 'a.xml', bytes: () => xmlOf(xmlDeal(1), `<deal a="${megabytes(20)}"/>`), refused: /longer than 8 million/ },
  { name: 'thirty thousand kinds of elements', file: 'a.xml', bytes: () => xmlOf(...Array.from({ length: 30_000 }, (_, n) => `<n${n}>1</n${n}>`)), refused: /kinds of elements/ },
  { name: 'three thousand fields in XML', file: 'a.xml', bytes: () => xmlOf(...[1, 2].map(() => `<deal>${Array.from({ length: 3000 }, (_, n) => `<f${n}>1</f${n}>`).join('')}</deal>`)), refused: /more than 2000 fields/ },
  { name: 'XML elements named like prototypes', file: 'a.xml', bytes: () => xmlOf(...[1, 2].map((n) => xmlDeal(n, '<__proto__><admin>true</admin></__proto__><constructor>x</constructor>'))), rows: 2, headers: ['__proto__.admin', 'constructor'] },
  { name: 'XML references that XML does not know', file: 'a.xml', bytes: () => xmlOf(xmlDeal(1, '<note>R&D &nbsp; x</note>'), xmlDeal(2)), rows: 2, rejects: [] },
  { name: 'XML in an encoding of one byte', file: 'a.xml', bytes: () => Buffer.concat([Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?>'), Buffer.from(`<x>${xmlDeal(1, '<note>Gr\u00f6\u00dfe</note>')}${xmlDeal(2)}</x>`, 'latin1')]), rows: 2, rejects: [] },
  { name: 'a web page called XML', file: 'a.xml', bytes: text('<!DOCTYPE html>', '<html><body><p>a</p><p>b</p></body></html>'), refused: /web page/ },
  { name: 'a spreadsheet of 2003 as XML', file: 'a.xml', bytes: text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>1</Data></Cell></Row></Table></Worksheet></Workbook>'), refused: /Excel 2003/ },
  { name: 'XML without records', file: 'a.xml', bytes: text('<settings><a>1</a><b>2</b></settings>'), refused: /no records/ },
  { name: 'a gzipped XML bomb', file: 'a.xml.gz', bytes: () => gzipSync(Buffer.from(`<x>${'<deal></deal>'.repeat(5_000_000)}</x>`)), refused: /more than 100 times/ },
  { name: 'columns of fixed width', file: 'a.txt', bytes: () => fixed(...[1, 2, 3, 4].map(fixedRow)), rows: 4, rejects: [], headers: ['Deal ID', 'Close Date'] },
  { name: 'fixed width with a cell that is too wide further down', file: 'a.txt', bytes: () => fixed(...Array.from({ length: 900 }, (_, n) => fixedRow(n)), `${'D-900'.padEnd(12)}${'a name that is far too wide for it'.padEnd(34)}Closed Won     100.50  2024-01-15    2024-03-20`), rows: 900, rejects: [/runs across the end of column/] },
  { name: 'fixed width under a ruler', file: 'a.txt', bytes: () => fixed('-----------------------------------------------------------------------', ...[1, 2, 3, 4].map(fixedRow)), rows: 4, rejects: [] },
];
