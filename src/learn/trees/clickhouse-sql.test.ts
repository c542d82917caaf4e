import { expect, test } from 'vitest';
import { treeSql, type TreeModel } from '../index.ts';
import { randomModel } from './testing.ts';

// That the engine answers what the scorer does is tested with the engine, in test/learn/trees-in-sql.test.ts.
const model: TreeModel = {
  format: 'hindcast-trees', version: 2, objective: { kind: 'logistic' }, features: ['age', 'colour'], categories: [null, ["it's", 'red']], base: [-0.5],
  trees: [{ output: 0, left: [1, -1, 3, -1, -1], right: [2, -1, 4, -1, -1], feature: [0, 0, 1, 0, 0], threshold: [1e21, 0, 0, 0, 0], missingLeft: [1, 0, 0, 0, 0], leftCodes: [null, null, [0], null, null], unseenLeft: [0, 0, 0, 0, 0], value: [0, 1, 0, -2, 0.1], cover: [3, 1, 2, 1, 1], gain: [1, 0, 1, 0, 0] }],
};

test('the statement by hand: names and texts quoted, numbers that read back, each side of the missing', () => {
  const sql = treeSql(model, { columns: ['a`ge', 'colour'], allowed: ['a`ge', 'colour'], answer: 'margin' });
  const age = 'ifNull(toFloat64(`a\\`ge`), nan)';
  expect(sql).toBe(`((-0.5e0) + if(${age} < 1e+21 OR isNaN(${age}), 1e0, if(isNotNull(\`colour\`) AND toString(\`colour\`) IN ('it\\'s'), (-2e0), 0.1e0)))`);
  expect(treeSql(model, { columns: ['a`ge', 'colour'], allowed: ['a`ge', 'colour'] })).toBe(`(1 / (1 + exp(-${sql})))`);
});

test('a column outside the list, too few columns, too many trees and no such output are refused', () => {
  const allowed = ['age', 'colour'];
  expect(() => treeSql(model, { columns: ['age', 'password'], allowed })).toThrow('The column password is not allowed');
  expect(() => treeSql(model, { columns: ['age'], allowed })).toThrow('The model has 2 features, but 1 columns are named');
  expect(() => treeSql(model, { columns: allowed, allowed, output: 1 })).toThrow('There is no output 1');
  const five = ['a', 'colour', 'b', 'code', 'c'];
  expect(() => treeSql(randomModel(1, { trees: 31 }), { columns: five, allowed: five })).toThrow('at most 30 trees, not 31');
  expect(() => treeSql(randomModel(1, { trees: 11, outputs: 3, objective: { kind: 'softmax', classes: 3 } }), { columns: five, allowed: five })).toThrow('not 33');
});
