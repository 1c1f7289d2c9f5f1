/**
 * What may happen, as commands of fast-check: people at the tills, and the
 * nemesis. A command starts something and returns; the scheduler decides what
 * becomes of it and when. The model knows only what a command needs to make
 * sense: which tills are on, and what is broken.
 */
import * as fc from 'fast-check';
import { customerNames, itemNames, type CustomerName, type ItemName } from './acts.ts';
import type { Device } from './device.ts';
import { pushFaults, type PushFault } from './link.ts';
import type { Trouble } from './server.ts';
import type { World } from './world.ts';

export interface Model {
  readonly tills: { isOn: boolean; isOnline: boolean; isMember: boolean }[];
  trouble: Trouble | null;
}

export function newModel(tills: number): Model {
  return {
    tills: Array.from({ length: tills }, () => ({ isOn: true, isOnline: true, isMember: true })),
    trouble: null,
  };
}

export type Command = fc.AsyncCommand<Model, World>;

/** Done to one till; `n` wraps around, so that a command fits any number of them. */
function atTill(
  name: string,
  n: number,
  act: (world: World, device: Device) => void | Promise<void>,
  model: (till: Model['tills'][number]) => void = () => undefined,
  makesSense: (till: Model['tills'][number]) => boolean = ({ isOn }) => isOn,
): Command {
  const of = (m: Model) => m.tills[n % m.tills.length]!;
  return {
    check: (m) => makesSense(of(m)),
    async run(m, world) {
      model(of(m));
      const device = world.devices[n % m.tills.length]!;
      world.steps.note(`* ${name} ${device.name}`);
      await act(world, device);
    },
    toString: () => `${name}(${n})`,
  };
}

function inWorld(
  name: string,
  act: (world: World) => Promise<void>,
  makesSense: (m: Model) => boolean,
  model: (m: Model) => void,
): Command {
  return {
    check: makesSense,
    async run(m, world) {
      model(m);
      world.steps.note(`* ${name}`);
      await act(world);
    },
    toString: () => name,
  };
}

const always = () => true;
const nothing = () => undefined;

const sell = (n: number, item: ItemName, pieces: number) =>
  atTill(`sell ${pieces} ${item}`, n, (world, device) => world.sell(device, item, pieces));
/** Two windows of one till, at the same moment. */
const sellTwice = (n: number, item: ItemName, pieces: number) =>
  atTill(`sell ${pieces} ${item} twice`, n, (world, device) => {
    world.sell(device, item, pieces);
    world.sell(device, item, pieces);
  });
const adjust = (n: number, item: ItemName, pieces: number) =>
  atTill(`count ${pieces} ${item}`, n, (world, device) => world.adjust(device, item, pieces));
const receive = (n: number, item: ItemName, pieces: number) =>
  atTill(`receive ${pieces} ${item}`, n, (world, device) => world.receive(device, item, pieces));
const onCredit = (n: number, item: ItemName, pieces: number, customer: CustomerName) =>
  atTill(`sell ${pieces} ${item} to ${customer}`, n, (world, device) =>
    world.sellToCustomer(device, item, pieces, customer),
  );
const pay = (n: number, customer: CustomerName, minor: number) =>
  atTill(`${customer} pays ${minor}`, n, (world, device) => world.pay(device, customer, minor));
const countShelf = (n: number, item: ItemName, pieces: number) =>
  atTill(`sheet of ${pieces} ${item}`, n, (world, device) => world.countShelf(device, item, pieces));
const send = (n: number, item: ItemName, pieces: number) =>
  atTill(`send ${pieces} ${item}`, n, (world, device) => world.send(device, item, pieces));
const takeIn = (n: number) => atTill('take in a transfer', n, (world, device) => world.takeIn(device));
const edit = (n: number, item: ItemName, column: 'price_minor' | 'cost_minor', minor: number) =>
  atTill(`${column} of ${item} is ${minor}`, n, (world, device) =>
    world.edit(device, item, { [column]: minor }),
  );
const fault = (n: number, kind: PushFault) =>
  atTill(`fault ${kind}`, n, (_, device) => void device.link.faults.push(kind), nothing, always);
const jump = (n: number, minutes: number) =>
  atTill(`clock ${minutes} min`, n, (_, device) => void (device.skewMs += minutes * 60_000), nothing, always);

function crash(n: number): Command {
  const off = (till: Model['tills'][number]) => void (till.isOn = false);
  return atTill('crash', n, (_, device) => device.crash(), off);
}
function start(n: number): Command {
  const on = (till: Model['tills'][number]) => void (till.isOn = true);
  return atTill(
    'start',
    n,
    (world, device) => world.start(device),
    on,
    ({ isOn }) => !isOn,
  );
}
function online(n: number, isOnline: boolean): Command {
  return atTill(
    isOnline ? 'online' : 'offline',
    n,
    (_, device) => device.setOnline(isOnline),
    (till) => void (till.isOnline = isOnline),
    (till) => till.isOnline !== isOnline,
  );
}
/** The manager of the first till stays. */
function member(n: number, isMember: boolean): Command {
  return atTill(
    isMember ? 'reinstate' : 'revoke',
    n,
    (world, device) => world.setMember(device, isMember),
    (till) => void (till.isMember = isMember),
    (till) => till.isMember !== isMember,
  );
}
function trouble(kind: Trouble | null): Command {
  return inWorld(
    `trouble ${kind}`,
    (world) => world.server.befall(kind),
    (m) => m.trouble !== kind,
    (m) => void (m.trouble = kind),
  );
}
/** The user is signed out everywhere; a token that is out lives on until it expires. */
const signOut = (n: number) =>
  atTill(
    'end sessions',
    n,
    (world, device) => world.server.change(`delete from auth.sessions where user_id = '${device.person.id}'`),
    nothing,
    always,
  );
const syncNow = (n: number) => atTill('sync now', n, (_, device) => device.shop?.store.syncNow());
const retry = (n: number) => atTill('retry', n, (world, device) => world.retry(device));
const run = (seconds: number) =>
  inWorld(`run ${seconds} s`, (world) => world.run(seconds * 1000), always, nothing);
const freeze = (seconds: number) =>
  inWorld(`freeze ${seconds} s`, (world) => world.freeze(seconds * 1000), always, nothing);

const till = fc.nat({ max: 11 });
const item = fc.constantFrom(...itemNames);
const customer = fc.constantFrom(...customerNames);

/** Named more than once: happens more often. */
export function commands(maxCommands: number): fc.Arbitrary<Iterable<Command>> {
  const sale = fc.tuple(till, item, fc.integer({ min: 1, max: 4 }));
  const selling = sale.map((given) => sell(...given));
  const editing = fc
    .tuple(
      till,
      item,
      fc.constantFrom('price_minor' as const, 'cost_minor' as const),
      fc.integer({ min: 1, max: 500 }),
    )
    .map((given) => edit(...given));
  const running = fc.integer({ min: 1, max: 40 }).map(run);
  return fc.commands<Model, World, false>(
    [
      selling,
      selling,
      selling,
      sale.map((given) => sellTwice(...given)),
      running,
      running,
      fc.tuple(till, item, fc.constantFrom(-2, -1, 1, 5)).map((given) => adjust(...given)),
      fc.tuple(till, item, fc.integer({ min: 1, max: 6 })).map((given) => receive(...given)),
      fc.tuple(till, item, fc.integer({ min: 1, max: 3 }), customer).map((given) => onCredit(...given)),
      fc.tuple(till, customer, fc.integer({ min: 1, max: 1500 })).map((given) => pay(...given)),
      fc.tuple(till, item, fc.integer({ min: 0, max: 9 })).map((given) => countShelf(...given)),
      fc.tuple(till, item, fc.integer({ min: 1, max: 3 })).map((given) => send(...given)),
      till.map(takeIn),
      editing,
      fc.tuple(till, fc.constantFrom(...pushFaults)).map((given) => fault(...given)),
      fc.tuple(till, fc.constantFrom(...pushFaults)).map((given) => fault(...given)),
      till.map(crash),
      till.map(start),
      till.map(start),
      fc.tuple(till, fc.boolean()).map((given) => online(...given)),
      fc.tuple(till, fc.constantFrom(-2000, -7, 3, 90, 50_000)).map((given) => jump(...given)),
      fc
        .tuple(
          till.map((n) => n * 3 + 1),
          fc.boolean(),
        )
        .map((given) => member(...given)),
      fc
        .constantFrom<Trouble | null>('down', 'read_only', 'function_missing', 'column_renamed', null, null)
        .map(trouble),
      till.map(signOut),
      till.map(syncNow),
      till.map(retry),
      // Requests in flight time out; the longer one outlives every token.
      fc.constantFrom(5, 25, 700).map(freeze),
    ],
    { maxCommands, size: 'max' },
  );
}
