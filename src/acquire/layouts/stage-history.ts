import { folded } from '../formats/words.ts';
import type { ColumnProfile } from '../recognise/profile.ts';
import type { TableReading } from '../../model/index.ts';

const entered = /^(?:hs_(?:v2_)?)?date[\s_]+entered[\s_]+["'“‘]?(.+?)["'”’]?$/i;
const fieldColumn = /^(field|fieldname|fieldevent|property|propertyname|attribute|changedfield|fieldkey|updatefield|changetype|feld|champ|campo)$/;
const stageName = /^(stage|stagename|dealstage|opportunitystage|stageid|pipelinephase|salesstage|stepname|phase|etapa|etape|stufe|pipelinestage)$/;

/** Columns such as `Date entered "Proposal"`: each dates the change into a stage. Names are spelt as the stage column spells them. */
export function enteredColumns(columns: readonly ColumnProfile[], stages: readonly string[]): TableReading['unfold'] {
  const spelt = new Map(stages.map((stage) => [folded(stage), stage]));
  return columns.flatMap((column) => {
    const name = entered.exec(column.header)?.[1];
    if (name === undefined || (column.filled > 0 && (column.dates?.share ?? 0) < 0.5)) return [];
    const bare = name.replace(/["'”’]?\s*\([^()]*\)\s*["'”’]?$/, '');
    return [{ header: column.header, stage: spelt.get(folded(bare)) ?? spelt.get(folded(name)) ?? bare }];
  });
}

/** In a log of changes to many fields, the rows that change the stage; null where every row does. */
export function stageRows(columns: readonly ColumnProfile[]): TableReading['only'] {
  const column = columns.find((candidate) => fieldColumn.test(candidate.folded) && candidate.isComplete && candidate.values.size <= 500);
  const values = column ? [...column.values.keys()].filter((value) => stageName.test(folded(value))) : [];
  return column && values.length > 0 ? { header: column.header, values, except: false } : null;
}
