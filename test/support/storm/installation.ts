import { type Person, Sessions } from '#libs/identity/index.js';

import { anIncubator, aProduct, type Committing, planned } from '../committees.builders.js';
import { committingElsewhere } from '../committing-elsewhere.js';
import { eventually } from '../eventually.js';
import { Wires } from './edges/wires.js';
import { owedIn } from './facts.js';
import { Fleet, type FleetOptions } from './fleet.js';
import { World } from './load/world.js';

/** What `/health` says, as far as these specs look. */
export interface Said {
  readonly status: string;
  readonly error?: { readonly code: string; readonly message: string };
  readonly effectsOwed?: number;
  readonly alarms?: readonly { readonly kind: string; readonly count: number; readonly what: string }[];
}

/** What came back for a page. */
export interface Page {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

const WHOLE_LADDER_DAYS = 60;

/** One api and one worker, each wired to its servers, with an incubator that works: for what a single trouble does to whom. */
export class Installation {
  private constructor(
    readonly fleet: Fleet,
    readonly wires: Wires,
    readonly world: World,
  ) {}

  static async start(options: FleetOptions = {}): Promise<Installation> {
    const wires = new Wires();
    try {
      const fleet = await Fleet.start({ apis: 1, workers: 1, wire: wires.wire, ...options });
      return new Installation(fleet, wires, await World.on(fleet, WHOLE_LADDER_DAYS));
    } catch (error) {
      wires.close();
      throw error;
    }
  }

  get worker() {
    return this.fleet.workers[0]!;
  }

  /** For the builders of committees. */
  get committing(): Committing {
    return committingElsewhere(this.world.services, this.fleet.clock, async () => this.settled());
  }

  /** A planned committee, and a button that convenes it. */
  async plannedCommittee(on?: string) {
    const incubator = await anIncubator(this.committing);
    const product = await aProduct(this.committing, incubator.id);
    const command = { productIds: [product.id], personId: incubator.lead.id, ...(on === undefined ? {} : { on }) };
    const id = await planned(this.committing, command);
    return {
      id,
      lead: incubator.lead,
      form: await this.form(incubator.lead, `/comites/${id}`, `/comites/${id}/convoquer`),
    };
  }

  /** A page as somebody who is logged in sees it. */
  async get(path: string, cookie = ''): Promise<Page> {
    return this.#fetch(path, { headers: { accept: 'text/html', cookie } });
  }

  /** Sends a form that is open to all. */
  async post(path: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin' };
    return this.#fetch(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  /** The form of a page, to be sent as often as one likes: the same each time, as by a browser that sends it again. */
  async form(person: Person, page: string, action: string): Promise<() => Promise<Page>> {
    const cookie = await this.logIn(person);
    const { text } = await this.get(page, cookie);
    const [form = ''] = text.split('<form').filter((one) => one.includes(`action="${action}"`));
    const fields = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/gu)];
    if (fields.length === 0) throw new Error(`no form of ${page} leads to ${action}`);
    const body = new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value]));
    const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin', cookie };
    return async () => this.#fetch(action, { method: 'POST', body: new URLSearchParams(body), headers });
  }

  /** @returns the cookie of a session. */
  async logIn({ id }: Person): Promise<string> {
    return `jalon_session=${await this.world.get(Sessions).open(id)}`;
  }

  async health(): Promise<Said> {
    const { text } = await this.#fetch('/health', { headers: { accept: 'application/json' } });
    return JSON.parse(text) as Said;
  }

  async alarms(): Promise<readonly string[]> {
    return ((await this.health()).alarms ?? []).map(({ kind }) => kind);
  }

  /** What became of the mails of a committee: how many are in each state. */
  async mailsOf(committeeId: string): Promise<Readonly<Record<string, number>>> {
    const rows = await this.fleet.database.query<{ state: string; count: number }>(
      `select d.state, count(*)::int as count from mail_deliveries d join cases c on c.id = d.case_id
        where c.subject_id = $1 group by d.state`,
      [committeeId],
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** Mails that the server took charge of more than once, by its own log. */
  async acceptedTwice(): Promise<readonly string[]> {
    const ids = (await this.fleet.smtp.accepted()).map(({ messageId }) => messageId);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  }

  /** Until nothing is owed. */
  async settled(patienceMs = 60_000): Promise<void> {
    const { database, clock } = this.fleet;
    await eventually(async () => {
      if ((await owedIn(database, clock.now())) > 0) throw new Error('something is still owed');
    }, patienceMs);
  }

  async remove(): Promise<void> {
    await this.world.close();
    await this.fleet.remove();
    this.wires.close();
  }

  async #fetch(path: string, init: RequestInit): Promise<Page> {
    const response = await fetch(new URL(path, this.fleet.apis[0]?.address), { ...init, redirect: 'manual' });
    return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() };
  }
}
