/** Cost of training by size, in a process of its own: prints nanoseconds a row, feature and tree. Usage: node scale-side.ts ROWS TREES SEED */
import { trainTrees } from '../../src/learn/index.ts';
import { settings } from './settings.ts';
import { features, madeTable } from './table.ts';

const [rows = 0, rounds = 0, seed = 0] = process.argv.slice(2).map(Number);
const { columns, y } = madeTable(seed, rows, true);
const marks: number[] = [];
// From the end of the first round on: code is compiled, columns are binned.
trainTrees(columns, y, { ...settings, objective: { kind: 'logistic' }, rounds, onRound: () => { marks.push(process.cpuUsage().user + process.cpuUsage().system); } });
process.stdout.write(JSON.stringify((((marks.at(-1) as number) - (marks[0] as number)) * 1000) / (rounds - 1) / rows / features));
