import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { Agenda } from './agenda.js';

const act = fc.record({ hour: fc.integer({ min: 0, max: 5 }), lane: fc.constantFrom('a', 'b', 'c') });

describe('the agenda of people', () => {
  it('gives acts soonest first, and those of one moment in an order that does not depend on who came first', () => {
    fc.assert(
      fc.property(fc.array(act), fc.infiniteStream(fc.nat()), (planned, shuffle) => {
        const acts = planned.map(({ hour, lane }, index) => ({
          at: `2026-09-01T0${hour}:00:00.000Z`,
          lane,
          key: `${lane}:${index}`,
          run: async () => {},
        }));
        const emptied = (agenda: Agenda): readonly string[] => {
          const taken: string[] = [];
          for (let { next } = agenda; next !== undefined; { next } = agenda)
            taken.push(...agenda.take(next).flatMap((lane) => [next ?? '', ...lane.map(({ key }) => key)]));
          return taken;
        };
        const [inOrder, mixed] = [new Agenda(), new Agenda()];
        for (const one of acts) inOrder.add(one);
        const ranks = new Map(acts.map((one) => [one, shuffle.next().value as number]));
        for (const one of acts.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0))) mixed.add(one);
        const taken = emptied(inOrder);
        expect(emptied(mixed)).toEqual(taken);
        expect(taken.filter((word) => !word.includes('T')).toSorted()).toEqual(acts.map(({ key }) => key).toSorted());
        const moments = taken.filter((word) => word.includes('T'));
        expect(moments).toEqual(moments.toSorted());
      }),
    );
  });
});
