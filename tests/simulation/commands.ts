/** What may happen: people at the tills, and the nemesis. */
import * as fc from 'fast-check';
import { atTill, inWorld, type Command, type Model } from './command.ts';
import { pushFaults, type PushFault } from './link.ts';
import { people, till } from './people.ts';
import type { Trouble } from './server.ts';
import type { World } from './world.ts';

const always = () => true;
const nothing = () => undefined;

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

/** Named more than once: happens more often. */
export function commands(maxCommands: number): fc.Arbitrary<Iterable<Command>> {
  const running = fc.integer({ min: 1, max: 40 }).map(run);
  return fc.commands<Model, World, false>(
    [
      ...people,
      running,
      running,
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
