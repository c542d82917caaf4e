import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buyingRoleNames, isSoleRole, roleGrounds, type RoleClaim } from '../../model/index.ts';
import { foldRoles } from './fold-roles.ts';

const claim = fc.record({ role: fc.constantFrom(...buyingRoleNames), says: fc.constantFrom('has' as const, 'has_not' as const), from: fc.constantFrom(...roleGrounds), record: fc.constantFrom('contact:a:1', 'contact:b:2'), words: fc.constant(null), by: fc.constant(null), at: fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`) });
const people = fc.array(fc.record({ name: fc.string(), claims: fc.array(claim, { maxLength: 6 }) }), { maxLength: 4 });
const rank = ({ from }: Pick<RoleClaim, 'from'>): number => roleGrounds.indexOf(from);

test('the strongest source and its newest statement decide, nothing said is lost, and whom a stronger source leaves out is told', () => {
  fc.assert(fc.property(people, (given) => {
    const folded = foldRoles(given);
    for (const [place, roles] of folded.entries()) {
      expect(roles.flatMap(({ claims }) => claims)).toHaveLength(given[place]?.claims.length ?? 0);
      for (const role of roles) {
        const best = Math.min(...role.claims.map(rank));
        const newest = role.claims.filter((one) => rank(one) === best).map(({ at }) => at).sort().at(-1);
        expect([role.from, role.at]).toEqual([roleGrounds[best], newest]);
        const others = folded.flat().filter((one) => one.role === role.role && one.standing === 'has' && rank(one) < rank(role));
        expect(role.standing === 'outranked').toBe(role.claims[0]?.says === 'has' && isSoleRole(role.role) && others.length > 0);
        expect(role.outrankedBy.length > 0).toBe(role.standing === 'outranked');
      }
    }
  }));
});

test('the order of statements is nothing', () => {
  fc.assert(fc.property(people, (given) => {
    const distinct = given.map(({ name, claims }) => ({ name, claims: [...new Map(claims.map((one) => [`${one.role} ${one.from} ${one.at} ${one.record}`, one])).values()] }));
    expect(foldRoles(distinct.map(({ name, claims }) => ({ name, claims: claims.toReversed() })))).toEqual(foldRoles(distinct));
  }));
});
