import { isDeepStrictEqual } from 'node:util';

import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { FollowProgramme, ImportedPortfolio, type ImportOddity, type KnownProduct } from '#libs/portfolio/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { LifecycleContext } from '#workflows/product-lifecycle/index.js';

import { fingerprint } from './fingerprint.js';
import { goneFromRegister, IMPORT_ODDITY_KINDS, keptOwnDecision } from './import-oddity.js';
import type { ImportRegisterCommand, ImportReport } from './import-register.types.js';
import { importedProduct, registeredId } from './imported-product.js';
import { parseRegister, type Register } from './parse-register.js';
import { contextOf, type ProductHistory, readHistory } from './product-history.js';

/** Products written at once. They are independent, and a commit is mostly waiting for the disk. */
const ABREAST = 4;

const ACTOR = 'import:register';

type Outcome = 'same' | 'changed';

/**
 * Brings the public register in: rows as they are told, lifecycle cases where histories end, each product in a transaction
 * of its own. What Jalon decided is never undone (ADR 0012).
 */
@Injectable()
export class ImportRegister {
  constructor(
    private readonly portfolio: ImportedPortfolio,
    private readonly runtime: WorkflowRuntime,
    private readonly follow: FollowProgramme,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @throws RegisterShapeError before anything is written, when a file is not of the register's shape. */
  async execute({ startups, organisations, onProgress }: ImportRegisterCommand): Promise<ImportReport> {
    const register = parseRegister(startups, organisations);
    await this.#saveSurroundings(register);
    const histories = await this.#read(register);
    if (!register.organisations) await this.#saveNamedSponsors(histories);

    const known = new Map((await this.portfolio.knownProducts()).map((product) => [product.registerId, product]));
    const ofFile = new Map<string, readonly ImportOddity[]>();
    for (const oddity of register.oddities) ofFile.set(oddity.product, [...(ofFile.get(oddity.product) ?? []), oddity]);
    const oddities = new Map<string, readonly ImportOddity[]>();
    let [changed, done] = [0, 0];
    await abreast(histories, async (history) => {
      const told = [...(ofFile.get(history.registerId) ?? []), ...history.oddities];
      const [outcome, kept] = await this.#saveProduct(history, told, known.get(history.registerId));
      oddities.set(history.registerId, kept);
      if (outcome === 'changed') changed += 1;
      onProgress?.((done += 1), histories.length);
    });
    const gone = await this.#noteGone(register, [...known.values()]);
    return {
      products: register.products.length,
      incubators: register.incubators.length,
      organisations: register.organisations?.length ?? 0,
      changed,
      oddities: [...histories.flatMap(({ registerId }) => oddities.get(registerId) ?? []), ...gone],
    };
  }

  /** Without a file of organisations, those that an earlier one described still tell which sponsors are known. */
  async #read(register: Register): Promise<readonly ProductHistory[]> {
    const context = contextOf(register, this.clock.today());
    const described = context.organisations ? [] : await this.portfolio.describedOrganisations();
    const organisations = context.organisations ?? (described.length > 0 ? new Set(described) : undefined);
    return register.products.map((product) => readHistory(product, { ...context, organisations }));
  }

  async #saveSurroundings({ organisations = [], incubators }: Register): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.portfolio.saveOrganisations(
        tx,
        organisations.map(({ id, name, acronym, type, domain }) => {
          const described = { registerId: id, name, acronym, kind: type, domain };
          return { ...described, id: registeredId.organisation(id), fingerprint: fingerprint(described) };
        }),
      );
      await this.portfolio.saveIncubators(
        tx,
        incubators
          .filter(({ declared }) => declared)
          .map(({ id, title, ownerOrganisationId: owner, website = null, contact = null }) => {
            const ownerId = owner === undefined ? null : registeredId.organisation(owner);
            const described = { registerId: id, name: title, ownerId, website, contact };
            return { ...described, id: registeredId.incubator(id), fingerprint: fingerprint(described) };
          }),
      );
      const named = incubators.filter(({ declared }) => !declared);
      await this.portfolio.saveNamed(
        tx,
        'incubators',
        named.map(({ id }) => ({ id: registeredId.incubator(id), registerId: id })),
      );
    });
  }

  async #saveNamedSponsors(histories: readonly ProductHistory[]): Promise<void> {
    const named = [...new Set(histories.flatMap(({ sponsors }) => sponsors))];
    await this.portfolio.saveNamed(
      this.transactions.outside,
      'organisations',
      named.map((id) => ({ id: registeredId.organisation(id), registerId: id })),
    );
  }

  async #saveProduct(
    history: ProductHistory,
    told: readonly ImportOddity[],
    known: KnownProduct | undefined,
  ): Promise<[Outcome, readonly ImportOddity[]]> {
    const product = importedProduct(history, told);
    const isSame = known?.fingerprint === product.fingerprint;
    // What was kept of Jalon's own stays told until the product changes again.
    const own = isSame ? known.oddities.filter(({ kind }) => kind === IMPORT_ODDITY_KINDS[0]) : [];
    const toldAgain = [...told, ...own];
    if (isSame && isDeepStrictEqual(toldAgain, known.oddities)) return ['same', toldAgain];
    return this.transactions.run(async (tx): Promise<[Outcome, readonly ImportOddity[]]> => {
      const written = !isSame && (await this.portfolio.saveProduct(tx, product));
      const kept = written
        ? [...told, ...(await this.#moveCase(tx, history, product.id, product.fingerprint))]
        : toldAgain;
      if (kept.length > 0 || known) await this.portfolio.saveOddities(tx, product.id, kept);
      return [written ? 'changed' : 'same', kept];
    });
  }

  /** Places the lifecycle where the history ends, unless Jalon decided otherwise since; gives what was kept. */
  async #moveCase(tx: Tx, history: ProductHistory, productId: string, print: string): Promise<readonly ImportOddity[]> {
    const found = await this.runtime.read('product-lifecycle', productId, tx);
    const own = found && (await this.#ownMove(tx, productId, found.snapshot.context as unknown as LifecycleContext));
    const isNews = !own || (history.since !== undefined && history.since > own.on);
    const { state, since } = isNews ? { state: history.endsIn, since: history.since ?? null } : own;
    const { incubatorId } = importedProduct(history, []);
    const told = { actor: ACTOR, idempotencyKey: `programme:${print}:${found?.stored.revision ?? 0}` } as const;
    await this.follow.execute({ id: productId, incubatorId }, told, tx);
    await this.runtime.open(
      'product-lifecycle',
      productId,
      { type: 'history.imported', state, since, committees: history.committees.map(({ on }) => on) },
      // The revision tells a reading that comes back later from the same one told twice.
      { actor: ACTOR, idempotencyKey: `import:${print}:${found?.stored.revision ?? 0}` },
      tx,
    );
    return own && state !== history.endsIn ? [keptOwnDecision(history, own)] : [];
  }

  async #ownMove(tx: Tx, productId: string, { lastDecision }: LifecycleContext) {
    // A decision that the phase could not follow moved nothing: the register may be what mends it.
    return this.portfolio.lastOwnMove(
      tx,
      productId,
      lastDecision?.applied === false ? lastDecision.recordId : undefined,
    );
  }

  async #noteGone(register: Register, known: readonly KnownProduct[]): Promise<readonly ImportOddity[]> {
    const there = new Set(register.products.map(({ id }) => id));
    const gone = known.filter(({ registerId }) => !there.has(registerId));
    for (const product of gone) {
      if (product.oddities.some(({ kind }) => kind === IMPORT_ODDITY_KINDS[1])) continue;
      const oddities = [...product.oddities, goneFromRegister(product.registerId)];
      await this.portfolio.saveOddities(this.transactions.outside, product.id, oddities);
    }
    return gone.map(({ registerId }) => goneFromRegister(registerId));
  }
}

async function abreast<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: ABREAST }, lane));
}
