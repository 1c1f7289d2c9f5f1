/**
 * A till: the whole app without its screens, put together by the product's own
 * composition root over a platform whose disk, network and clock belong to the
 * simulation.
 *
 *   off ──start──► life: session, database, sync loop ──crash──► off
 *
 * A life that has ended touches nothing any more: whatever it still waits for
 * never comes. Its file and its storage are what the next life finds.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PowerSyncDatabase } from '@powersync/node';
import type { CommonPowerSyncDatabase } from '@powersync/common';
import { openTill } from '#compose/open-till.ts';
import type { OpenShop } from '#compose/run-till.ts';
import { createSession, type Session } from '#connector/session.ts';
import { supabaseClient } from '#connector/supabase-client.ts';
import type { DurableStore, Platform } from '#db/platform.ts';
import { deviceSchema } from '#schema/device-schema.ts';
import { nodePlatform } from '#tests/support/node-platform.ts';
import { Link, never } from './link.ts';
import type { Sabotage } from './sabotage.ts';
import type { Server } from './server.ts';
import { password, url, type Person } from './shop.ts';
import { SqliteAdapter } from './sqlite-adapter.ts';
import type { Steps } from './steps.ts';

interface Life {
  isOver: boolean;
  isSigningIn: boolean;
  adapter: SqliteAdapter | null;
  session: Session;
  setNetwork: (isUp: boolean) => void;
  shop: OpenShop | null;
}

export interface DeviceOptions {
  readonly name: string;
  readonly person: Person;
  readonly folder: string;
  readonly server: Server;
  readonly steps: Steps;
  readonly sabotage: Sabotage;
  /** What is on it when it is first started. */
  readonly disk?: Disk;
}

/** A device that is off. */
export interface Disk {
  readonly storage: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Of all devices of all runs: PowerSync keeps its locks by name for the whole process. */
let lives = 0;

export class Device {
  readonly name: string;
  readonly person: Person;
  readonly link: Link;
  /** What nobody awaited and failed; there should be none. */
  readonly errors: unknown[] = [];
  /** Documents found on its disk when a life ended, acknowledged or not: a later life may forget what is synced. */
  readonly written = new Set<string>();
  /** How wrong its clock is. */
  skewMs = 0;
  readonly #options: DeviceOptions;
  readonly #storage: Map<string, string>;
  #life: Life | null = null;

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.#storage = new Map(options.disk?.storage);
    for (const [file, content] of options.disk?.files ?? [])
      writeFileSync(path.join(options.folder, file), content);
    this.name = options.name;
    this.person = options.person;
    this.link = new Link(options.name, options.server, options.steps);
  }

  /** Null while it is off or still starting. */
  get shop(): OpenShop | null {
    return this.#life?.shop ?? null;
  }

  get isOn(): boolean {
    return this.#life !== null;
  }

  /** Reads its disk; the device must be on. */
  look<Row>(sql: string): Row[] {
    const adapter = this.#life?.adapter;
    if (!adapter) throw new Error(`${this.name} is off.`);
    return adapter.look(sql);
  }

  /** Opens the app; returns when it is open, or why it is not. */
  async start(): Promise<void> {
    if (this.#life) return;
    const life = this.#newLife();
    this.#life = life.life;
    const opened = await this.#open(life.life, life.platform);
    if (life.life.isOver) return;
    if (opened.kind !== 'open') throw new Error(`${this.name}: not opened: ${JSON.stringify(opened)}`);
    life.life.shop = opened.shop;
  }

  /** The process is gone between two moments; what was committed is on the disk. */
  crash(): void {
    const life = this.#life;
    if (!life) return;
    life.isOver = true;
    for (const id of life.adapter?.kill() ?? []) this.written.add(id);
    this.#life = null;
    this.link.cut();
  }

  /** It must be off. */
  disk(): Disk {
    const { folder } = this.#options;
    const files = readdirSync(folder).filter((file) => file.startsWith(`${this.name}-`));
    return {
      storage: new Map(this.#storage),
      files: new Map(files.map((file) => [file, readFileSync(path.join(folder, file))])),
    };
  }

  setOnline(isUp: boolean): void {
    this.link.isUp = isUp;
    if (!isUp) this.link.cut();
    this.#life?.setNetwork(isUp);
  }

  /** The app says that it needs a login before it can sync; somebody gives it. */
  async signInIfAsked(): Promise<void> {
    const life = this.#life;
    const state = life?.session.state();
    if (!life || life.isSigningIn || state?.kind !== 'known' || state.isSignedIn) return;
    life.isSigningIn = true;
    await this.#login(life.session);
    life.isSigningIn = false;
  }

  async #open(life: Life, platform: Platform) {
    const { session } = life;
    if (session.state().kind === 'never') await this.#login(session);
    const state = session.state();
    const membership = state.kind === 'known' ? state.profile.memberships[0] : undefined;
    if (!membership) throw new Error(`${this.name}: no membership`);
    const config = { supabaseUrl: url, supabaseAnonKey: this.#options.server.anonKey, powersyncUrl: url };
    const onError = (error: unknown) => void (life.isOver || this.errors.push(error));
    return openTill({ platform, session, config, membership, newDevice: { name: this.name }, onError });
  }

  async #login(session: Session): Promise<void> {
    const login = await session.login(this.person.email, password);
    if (login.kind !== 'signed_in') throw new Error(`${this.name}: login ${JSON.stringify(login)}`);
  }

  #newLife(): { life: Life; platform: Platform } {
    const life = { isOver: false, isSigningIn: false, adapter: null, shop: null } as unknown as Life;
    const storage = storageOf(this.#storage, life);
    const base = nodePlatform(this.#options.folder, storage);
    const platform: Platform = {
      ...base,
      now: () => Date.now() + this.skewMs,
      fetch: (input, init) => this.#whileAlive(life, this.link.fetch(input, init)),
      openDatabase: (name) => this.#openDatabase(life, name),
    };
    base.setNetwork(this.link.isUp);
    life.setNetwork = (isUp) => base.setNetwork(isUp);
    const config = { supabaseUrl: url, supabaseAnonKey: this.#options.server.anonKey, powersyncUrl: url };
    life.session = createSession(supabaseClient(config, platform), platform);
    return { life, platform };
  }

  async #openDatabase(life: Life, name: string): Promise<CommonPowerSyncDatabase> {
    const { folder, steps, sabotage } = this.#options;
    const turn = async (what: string) => {
      if (!life.isOver) await steps.step(`${this.name} ${what}`);
      if (life.isOver) await never();
    };
    const file = path.join(folder, `${this.name}-${name}`);
    lives += 1;
    life.adapter = new SqliteAdapter(file, `${name}, life ${lives}`, turn);
    const power = new PowerSyncDatabase({
      schema: deviceSchema,
      opened: life.adapter,
      logger: { log: () => undefined },
      remoteOptions: { customFetch: (input, init) => this.#whileAlive(life, this.link.fetch(input, init)) },
    });
    await power.init();
    sabotage.device?.(power);
    return power;
  }

  async #whileAlive<T>(life: Life, work: Promise<T>): Promise<T> {
    const result = await work.catch((error: unknown) => {
      if (life.isOver) return never<T>();
      throw error;
    });
    return life.isOver ? never() : result;
  }
}

/** A process that is gone writes nothing. */
function storageOf(values: Map<string, string>, life: Life): DurableStore {
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void (life.isOver || values.set(key, value)),
    removeItem: (key) => void (life.isOver || values.delete(key)),
    durable: () => Promise.resolve(),
  };
}
