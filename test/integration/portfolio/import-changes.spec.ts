import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';
import { registeredId } from '#libs/register/index.js';

import {
  aRegister,
  byTester,
  type Sheet,
  someOrganisations,
  startPortfolio,
} from '../../support/portfolio.builders.js';

const construction = { name: 'construction', start: '2026-01-05' };
const acceleration = { name: 'acceleration', start: '2026-02-02' };

describe('importing a register that changed', () => {
  let jalon: Awaited<ReturnType<typeof startPortfolio>>;
  let id: string;
  beforeAll(async () => {
    jalon = await startPortfolio('2026-03-02T09:00:00.000Z');
  });
  beforeEach(() => {
    id = `produit-${newId()}`;
    jalon.engine.clock.set('2026-03-02T09:00:00.000Z');
  });
  afterAll(async () => jalon.engine.stop());

  const bring = async (...sheets: readonly Sheet[]) =>
    jalon.importRegister.execute({ startups: aRegister(...sheets), organisations: someOrganisations });
  const own = (report: Awaited<ReturnType<typeof bring>>) => report.oddities.filter(({ product }) => product === id);
  const product = async () => jalon.products.byId(registeredId.product(id));
  const line = async () => jalon.portfolio.lineOf(registeredId.product(id), '2026-03-02');

  async function decide(phase: 'stay' | 'acceleration', on: string): Promise<void> {
    await jalon.engine.runtime.dispatch(
      'product-lifecycle',
      registeredId.product(id),
      {
        type: 'decision.effective',
        recordId: newId(),
        committeeId: newId(),
        on,
        means: 'same',
        phase,
        provisionalUntil: null,
      },
      byTester(),
    );
  }

  it('brings a new phase, a new committee, another incubator and another sponsor', async () => {
    await bring({ id, phases: [construction], sponsors: ['dgcs'] });
    expect(await line()).toMatchObject({ phase: 'construction', due: '2026-07-05', lastCommittee: null });
    const report = await bring({
      id,
      phases: [construction, acceleration],
      committees: ['2026-02-02'],
      incubator: 'atelier',
      sponsors: ['dinum'],
    });
    expect(report.changed).toBe(1);
    expect(await line()).toMatchObject({
      phase: 'acceleration',
      due: '2026-08-02',
      lastCommittee: '2026-02-02',
      incubator: { name: 'L’Atelier' },
    });
    expect(await jalon.products.sponsorsOf(registeredId.product(id))).toMatchObject([{ registerId: 'dinum' }]);
    expect(await jalon.products.historyOf(registeredId.product(id))).toHaveLength(3);
  });

  it('follows a register that goes back to what it said before', async () => {
    await bring({ id, phases: [construction] });
    await bring({ id, phases: [construction, acceleration] });
    const report = await bring({ id, phases: [construction] });
    expect(report.changed).toBe(1);
    expect(await product()).toMatchObject({ phase: 'construction', since: '2026-01-05' });
  });

  it('counts a committee to come once its day has come', async () => {
    const sheet = { id, phases: [construction], committees: ['2026-04-01'] };
    await bring(sheet);
    expect(await line()).toMatchObject({ lastCommittee: null });
    jalon.engine.clock.set('2026-04-02T09:00:00.000Z');
    expect((await bring(sheet)).changed).toBe(1);
    expect(await line()).toMatchObject({ lastCommittee: '2026-04-01', due: '2026-10-01' });
  });

  it('never undoes what was decided here, and says so as long as they differ', async () => {
    await bring({ id, phases: [construction] });
    await decide('acceleration', '2026-02-16');
    const changed = { id, phases: [construction, { name: 'abandon', start: '2026-02-10' }] };
    const report = await bring(changed);
    expect(own(report)).toMatchObject([{ kind: 'kept-own-decision' }]);
    expect(await product()).toMatchObject({ phase: 'acceleration', since: '2026-02-16' });
    expect(await jalon.products.historyOf(registeredId.product(id))).toHaveLength(2);
    const again = await bring(changed);
    expect(again.changed).toBe(0);
    expect(own(again)).toEqual(own(report));
  });

  it('follows a phase of the register that began after the last decision here', async () => {
    await bring({ id, phases: [construction] });
    await decide('stay', '2026-02-16');
    const report = await bring({ id, phases: [construction, { name: 'abandon', start: '2026-02-27' }] });
    expect(own(report)).toEqual([]);
    expect(await product()).toMatchObject({ phase: 'stopped.abandoned', since: '2026-02-27' });
  });

  it('serves the duty with a newer committee of the register although the phase was decided here', async () => {
    await bring({ id, phases: [construction] });
    await decide('acceleration', '2026-02-02');
    expect(await line()).toMatchObject({ due: '2026-07-05' });
    await bring({ id, phases: [construction, acceleration], committees: ['2026-03-01'] });
    expect(await line()).toMatchObject({ phase: 'acceleration', lastCommittee: '2026-03-01' });
    const { lastCommittee, due } = (await line())!;
    expect(due! > lastCommittee!).toBe(true);
  });

  it('keeps a recorded correction', async () => {
    await bring({ id, phases: [construction] });
    await jalon.engine.runtime.dispatch(
      'product-lifecycle',
      registeredId.product(id),
      { type: 'phase.corrected', state: 'stopped.dormant', on: '2026-02-20', reason: 'Sans équipe' },
      byTester(),
    );
    const report = await bring({ id, phases: [construction], name: 'Autre nom' });
    expect(own(report)).toMatchObject([{ kind: 'kept-own-decision' }]);
    expect(await product()).toMatchObject({ name: 'Autre nom', phase: 'stopped.dormant' });
  });

  it('leaves a product that is gone from the file as it is, and says so until it is back', async () => {
    await bring({ id, phases: [construction] });
    const gone = await bring({ id: 'autre', phases: [construction] });
    expect(own(gone)).toMatchObject([{ kind: 'gone-from-register' }]);
    expect(await product()).toMatchObject({ phase: 'construction' });
    expect(await jalon.products.odditiesOf(registeredId.product(id))).toHaveLength(1);
    const back = await bring({ id, phases: [construction] });
    expect(own(back)).toEqual([]);
    expect(back.changed).toBe(0);
    expect(await jalon.products.odditiesOf(registeredId.product(id))).toEqual([]);
  });

  it('keeps a product of an unknown incubator, and names the incubator once the register describes it', async () => {
    const report = await bring({ id, incubator: 'inconnu' });
    expect(own(report).map(({ kind }) => kind)).toContain('unknown-incubator');
    expect((await product()).incubator).toMatchObject({ name: 'inconnu' });
    const startups = aRegister({ id, incubator: 'inconnu' });
    startups.included.push({ id: 'inconnu', type: 'incubator', attributes: { title: 'Désormais connu' } });
    await jalon.importRegister.execute({ startups });
    expect((await product()).incubator).toMatchObject({ name: 'Désormais connu' });
  });

  it('attaches no sponsor that the organisations do not know', async () => {
    const report = await bring({ id, sponsors: ['dgcs', 'personne'] });
    expect(own(report).map(({ kind }) => kind)).toContain('unknown-sponsor');
    expect(await jalon.products.sponsorsOf(registeredId.product(id))).toMatchObject([{ registerId: 'dgcs' }]);
  });

  it('brings a changed product once, however many imports run at once', async () => {
    const sheets = Array.from({ length: 12 }, (_, index) => ({ id: `${id}-${index}`, phases: [construction] }));
    const reports = await Promise.all([bring(...sheets), bring(...sheets), bring(...sheets)]);
    expect(reports.reduce((sum, { changed }) => sum + changed, 0)).toBe(sheets.length);
  });
});

describe('a new product of an incubator', () => {
  it('begins with an investigation, once for one key, and owes its committee nine weeks later', async () => {
    const jalon = await startPortfolio('2026-03-02T09:00:00.000Z');
    await jalon.importRegister.execute({ startups: aRegister(), organisations: someOrganisations });
    const command = {
      incubatorId: registeredId.incubator('fabrique'),
      name: 'Le produit',
      pitch: '',
      sponsorIds: [registeredId.organisation('dgcs')],
      investigationOn: '2026-03-02',
      personId: newId(),
      idempotencyKey: newId(),
    };
    const productId = await jalon.createProduct.execute(command);
    expect(await jalon.createProduct.execute(command)).toBe(productId);
    expect(await jalon.duties.list({ on: '2026-03-02' })).toMatchObject([
      { product: { name: 'Le produit' }, phase: 'investigation', due: '2026-05-04', daysLate: 0, standing: 'due' },
    ]);
    expect(await jalon.products.sponsorsOf(productId)).toHaveLength(1);
    await expect(jalon.createProduct.execute({ ...command, incubatorId: newId() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(jalon.createProduct.execute({ ...command, name: ' ' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await jalon.engine.stop();
  });
});
