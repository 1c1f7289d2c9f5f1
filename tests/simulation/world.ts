/**
 * One run: a shop, its server, its tills, and what the people at them were
 * told. Commands act on it, time passes in it, and in the end it is healed,
 * left alone until nothing moves any more, and judged.
 */
import { rm } from 'node:fs/promises';
import type * as fc from 'fast-check';
import { adjust, itemNames, retryAll, type Acknowledged } from './acts.ts';
import { Device, type Disk } from './device.ts';
import { queueIdSql } from '#db/queue-entry.ts';
import type { Till } from '#commands/till.ts';
import type { Sabotage } from './sabotage.ts';
import { Server, type Backend, type KeptServer } from './server.ts';
import { foundShop, membersSql, openingPieces, type Person, type Shop } from './shop.ts';
import { asOneAct, Steps, settle } from './steps.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly tills: number;
  readonly policy: Shop['policy'];
  readonly sabotage?: Sabotage;
}

/** While somebody was no member: the journal numbers that are not theirs. */
export interface Exclusion {
  readonly userId: string;
  readonly after: number;
  upTo: number;
}

/** What somebody was told is posted. */
export interface Told extends Acknowledged {
  readonly device: Device;
  /** As it was on the disk at that moment. */
  readonly payload: string;
}

/** What somebody was told is posted, if it is documents and they were not refused. */
export type Act = (till: Till) => Promise<Acknowledged | readonly Acknowledged[] | null | void>;

export interface World {
  readonly steps: Steps;
  readonly server: Server;
  readonly shop: Shop;
  readonly devices: readonly Device[];
  /** By the document's id. */
  readonly told: ReadonlyMap<string, Told>;
  /** Edits of masters that somebody saw saved, by id. */
  readonly edited: ReadonlyMap<string, Device>;
  /** Documents that left the queue and came back at its end. */
  readonly requeued: ReadonlySet<string>;
  readonly exclusions: readonly Exclusion[];
  /** Bugs: what failed although nobody caused it. */
  readonly errors: unknown[];
  /** Somebody does it, where the app is open; nobody waits for it. */
  act(device: Device, act: Act): void;
  start(device: Device): void;
  retry(device: Device): void;
  setMember(device: Device, isMember: boolean): Promise<void>;
  /** Lets the world run for so long: everything that can happen does, one step at a time. */
  run(ms: number): Promise<void>;
  /** Time passes and nothing arrives. */
  freeze(ms: number): Promise<void>;
  heal(): Promise<void>;
  /** Fails if it does not come to rest in that time. */
  rest(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** A world whose tills are open and off again: runs begin here. */
export interface OpenedWorld {
  readonly atMs: number;
  readonly shop: Shop;
  readonly server: KeptServer;
  readonly disks: readonly Disk[];
  readonly told: readonly Told[];
}

export class SimulatedWorld implements World {
  readonly steps: Steps;
  server!: Server;
  #started: Server | null = null;
  shop!: Shop;
  devices: readonly Device[] = [];
  readonly told = new Map<string, Told>();
  readonly edited = new Map<string, Device>();
  readonly requeued = new Set<string>();
  readonly exclusions: Exclusion[] = [];
  readonly errors: unknown[] = [];
  readonly #time: VirtualTime;
  readonly #folder: string;
  readonly #sabotage: Sabotage;

  constructor(time: VirtualTime, folder: string, scheduler: fc.Scheduler, sabotage: Sabotage) {
    this.#time = time;
    this.#folder = folder;
    this.#sabotage = sabotage;
    this.steps = new Steps(scheduler);
  }

  async open(backend: Backend, { tills, policy }: WorldOptions, opened?: OpenedWorld): Promise<void> {
    this.server = await Server.start(backend, this.steps, opened?.server);
    this.#started = this.server;
    this.shop = opened?.shop ?? (await foundShop(this.server, policy, tills - 1));
    await settle();
    this.devices = this.shop.people.map((person, n) => this.#device(person, n, opened?.disks[n]));
    // One after the other: nobody takes turns here, so two at once would draw their ids in any order.
    for (const device of this.devices) {
      this.start(device);
      await this.until(`${device.name} can sell`, () => device.shop?.store.get().canSell, 60_000);
    }
    const [manager] = this.devices;
    for (const told of opened?.told ?? []) this.told.set(told.id, { ...told, device: manager! });
    if (!opened) {
      for (const item of itemNames) this.act(manager!, (till) => adjust(till, item, openingPieces));
      await this.run(5_000);
    }
    await this.until('every till is told', () => this.devices.every((one) => this.#isTold(one)), 60_000);
    if (this.#sabotage.server) await this.server.replace(this.#sabotage.server);
    this.steps.isCalm = false;
  }

  #device(person: Person, n: number, disk?: Disk): Device {
    return new Device({
      name: `till-${n}`,
      person,
      folder: this.#folder,
      server: this.server,
      steps: this.steps,
      sabotage: this.#sabotage,
      ...(disk && { disk }),
    });
  }

  /** Ends it. */
  async keep(name: string): Promise<OpenedWorld> {
    for (const device of this.devices) device.crash();
    await settle();
    return {
      atMs: Date.now(),
      shop: this.shop,
      server: await this.server.keep(name),
      disks: this.devices.map((device) => device.disk()),
      told: [...this.told.values()],
    };
  }

  act(device: Device, act: Act): void {
    if (!device.shop) return;
    const done = act(device.shop.till).then((told) => {
      for (const document of [told ?? []].flat()) this.#tell(device, document);
      const edits = `select entity_id as id from outbox where entity_type = 'master_update'`;
      for (const { id } of device.look<{ id: string }>(edits)) this.edited.set(id, device);
    });
    this.#spawn(done);
  }

  start(device: Device): void {
    this.#spawn(device.start());
  }

  retry(device: Device): void {
    if (device.shop && device.person.role === 'manager') {
      this.#spawn(retryAll(device.shop.till, (id) => this.requeued.add(id)));
    }
  }

  async setMember(device: Device, isMember: boolean): Promise<void> {
    const { id } = device.person;
    const open = this.exclusions.find(({ userId, upTo }) => userId === id && upTo === Infinity);
    if (isMember === (open === undefined)) return;
    const head = await asOneAct(this.#journalHead());
    if (open) {
      open.upTo = head;
      await this.server.change(membersSql(this.shop.id, [device.person]));
    } else {
      await this.server.change(`delete from public.location_members where user_id = '${id}'`);
      this.exclusions.push({ userId: id, after: head, upTo: Infinity });
    }
  }

  async #journalHead(): Promise<number> {
    const [head] = await this.server.postgres.rows<{ journal_seq: number }>(
      'select journal_seq::int from public.location_journal_heads where location_id = $1',
      [this.shop.id],
    );
    return head?.journal_seq ?? 0;
  }

  async run(ms: number): Promise<void> {
    const endMs = Date.now() + ms;
    do {
      await this.#exhaust();
    } while (this.#time.advance(endMs));
    await this.#exhaust();
  }

  async freeze(ms: number): Promise<void> {
    const endMs = Date.now() + ms;
    do {
      await settle();
    } while (this.#time.advance(endMs));
  }

  async until(what: string, isRight: () => unknown, ms: number, more = () => ''): Promise<void> {
    const endMs = Date.now() + ms;
    for (;;) {
      await this.#exhaust();
      if (this.errors.length > 0) throw new AggregateError(this.errors, `${what}: ${String(this.errors[0])}`);
      if (isRight()) return;
      if (!this.#time.advance(endMs)) throw new Error(`Not in ${ms / 1000} s: ${what} ${more()}`);
    }
  }

  /** Everything is as it should be again; what a shop would do then is done. */
  async heal(): Promise<void> {
    await this.server.befall(null);
    for (const device of this.devices) {
      device.link.faults.length = 0;
      device.skewMs = 0;
      device.setOnline(true);
      await this.setMember(device, true);
      this.start(device);
    }
    await this.until('every till is open', () => this.devices.every(({ shop }) => shop), 60_000);
    for (const device of this.devices) device.shop?.store.syncNow();
  }

  async rest(ms: number): Promise<void> {
    const isQuiet = () => {
      for (const device of this.devices) this.#spawn(device.signInIfAsked());
      return this.devices.every((device) => unsent(device).length === 0 && this.#isTold(device));
    };
    await this.until('everything is sent and told', isQuiet, ms, () =>
      JSON.stringify(this.devices.flatMap(unsent)),
    );
    // What follows from the last answers is written.
    await this.run(5_000);
  }

  #isTold({ shop }: Device): boolean {
    return shop !== null && this.server.sync.hasTold(shop.till.device.id);
  }

  async close(): Promise<void> {
    for (const device of this.devices) device.crash();
    try {
      await this.#started?.befall(null);
      await this.#started?.putBack();
      await settle();
    } finally {
      this.#time.restore();
      await rm(this.#folder, { recursive: true, force: true });
    }
  }

  async #exhaust(): Promise<void> {
    await settle();
    while (this.steps.waiting > 0) {
      await this.steps.next();
      await settle();
    }
  }

  #tell(device: Device, document: Acknowledged): void {
    const [record] = device.look<{ payload: string }>(
      `select payload from outbox where entity_id = '${document.id}'`,
    );
    this.told.set(document.id, { ...document, device, payload: record?.payload ?? '' });
    this.steps.note(`${device.name} posted ${document.number}`);
  }

  #spawn(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.errors.push(error));
  }
}

/** Records that wait to be sent, and entries of the queue without one. */
function unsent(device: Device): unknown[] {
  return device.look(
    `select '${device.name}' as till, number, sync_status, is_waiting, next_retry_at, error_code
     from outbox where sync_status in ('pending', 'syncing')
     union all
     select '${device.name}', data, null, null, null, null from ps_crud
     where ${queueIdSql} not in (select queue_id from outbox where sync_status in ('pending', 'syncing'))`,
  );
}
