import { unreadable } from '../bytes.ts';
import { openArchive, type Archive } from './open-entry.ts';
import { parseWhole } from './xml.ts';

export interface Workbook {
  readonly archive: Archive;
  /** Part of each sheet, by the sheet's name, in order. */
  readonly parts: ReadonlyMap<string, string>;
  /** Whether days are counted from 1904 rather than 1900. */
  readonly from1904: boolean;
}

/** Names of the sheets of a workbook, in order. */
export async function sheetNames(file: string): Promise<string[]> {
  const workbook = await openWorkbook(file);
  workbook.archive.zip.close();
  return [...workbook.parts.keys()];
}

export async function openWorkbook(file: string): Promise<Workbook> {
  const archive = await openArchive(file);
  try {
    if (!archive.entries.has('xl/workbook.xml')) throw unreadable(file, 'it is an archive, but not a workbook', 'Unpack it and import the files in it.');
    const targets = await relationTargets(archive);
    const parts = new Map<string, string>();
    let from1904 = false;
    await parseWhole(archive, 'xl/workbook.xml', {
      open: (name, attributes) => {
        if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
        const part = name === 'sheet' ? targets.get(attributes['r:id'] ?? attributes['id'] ?? '') : undefined;
        if (part && archive.entries.has(part)) parts.set(attributes['name'] ?? `Sheet ${parts.size + 1}`, part);
      },
    });
    return { archive, parts, from1904 };
  } catch (error) {
    archive.zip.close();
    throw error;
  }
}

async function relationTargets(archive: Archive): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  const part = 'xl/_rels/workbook.xml.rels';
  if (!archive.entries.has(part)) return targets;
  await parseWhole(archive, part, {
    open: (name, attributes) => {
      const target = attributes['Target'] ?? '';
      if (name === 'Relationship') targets.set(attributes['Id'] ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return targets;
}
