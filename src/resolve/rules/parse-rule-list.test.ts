import { expect, test } from 'vitest';
import { parseRuleList } from './parse-rule-list.ts';

test('each line is a rule; a second value of the same kind need not say it again', () => {
  expect(parseRuleList('says,kind,value,other_kind,other_value\nsame,column:Customer no,C-1,,\ndifferent,email,a@b.example,,c@b.example\nnot-through,domain,agency.example\n')).toEqual([
    { says: 'same', of: { kind: 'column:Customer no', value: 'C-1' }, other: null }, { says: 'different', of: { kind: 'email', value: 'a@b.example' }, other: { kind: 'email', value: 'c@b.example' } },
    { says: 'not-through', of: { kind: 'domain', value: 'agency.example' }, other: null },
  ]);
});

test('semicolons, a mark of the order of bytes and further lines of nothing are read, too', () => {
  expect(parseRuleList('\uFEFFsays;kind;value\r\nsame;phone;"+49 40 5550101"\r\n\r\n')).toHaveLength(1);
});

test.each([
  ['says,kind,value\n', 'no rule'], ['says,kind,value,who\nsame,email,a@b.example,x', '"who"'], ['says,kind,value\nsame,domain,b.example', 'Line 2'], ['says,kind,value\nsame,email,a@b.example\ndifferent,email,a@b.example', 'Line 3'],
  ['says,kind,value\nperhaps,email,a@b.example', 'Line 2, says'], ['says,kind,value\nsame,iban,DE1', 'Line 2, of kind'], ['says,kind,value\n"same,email,a@b.example', 'cannot be read'],
])('of %j it is told what is wrong', (text, told) => {
  expect(() => parseRuleList(text)).toThrow(told);
});
