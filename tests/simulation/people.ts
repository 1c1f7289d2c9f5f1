/** What people do at the tills. Named more than once: happens more often. */
import * as fc from 'fast-check';
import {
  adjust,
  countShelf,
  customerNames,
  edit,
  itemNames,
  pay,
  receive,
  sell,
  sellToCustomer,
  send,
  takeIn,
} from './acts.ts';
import { actAt, type Command } from './command.ts';
import { closeDrawer, exchangeFor, moveInDrawer, openDrawer, takeBack } from './drawer-acts.ts';
import type { Act } from './world.ts';

export const till = fc.nat({ max: 11 });
const item = fc.constantFrom(...itemNames);
const customer = fc.constantFrom(...customerNames);
const pieces = (min: number, max: number) => fc.integer({ min, max });

const selling = fc
  .tuple(till, item, pieces(1, 4))
  .map(([n, name, count]) => actAt(`sell ${count} ${name}`, n, (at) => sell(at, name, count)));

/** Two windows of one till, at the same moment. */
const sellingTwice = fc.tuple(till, item, pieces(1, 4)).map(([n, name, count]) => {
  const act: Act = (at) => sell(at, name, count);
  return actAt(`sell ${count} ${name} twice`, n, act, act);
});

const adjusting = fc
  .tuple(till, item, fc.constantFrom(-2, -1, 1, 5))
  .map(([n, name, count]) => actAt(`count ${count} ${name}`, n, (at) => adjust(at, name, count)));

const receiving = fc
  .tuple(till, item, pieces(1, 6))
  .map(([n, name, count]) => actAt(`receive ${count} ${name}`, n, (at) => receive(at, name, count)));

const onCredit = fc
  .tuple(till, item, pieces(1, 3), customer)
  .map(([n, name, count, who]) =>
    actAt(`sell ${count} ${name} to ${who}`, n, (at) => sellToCustomer(at, name, count, who)),
  );

const paying = fc
  .tuple(till, customer, pieces(1, 1500))
  .map(([n, who, minor]) => actAt(`${who} pays ${minor}`, n, (at) => pay(at, who, minor)));

const counting = fc
  .tuple(till, item, pieces(0, 9))
  .map(([n, name, count]) => actAt(`sheet of ${count} ${name}`, n, (at) => countShelf(at, name, count)));

const sending = fc
  .tuple(till, item, pieces(1, 3))
  .map(([n, name, count]) => actAt(`send ${count} ${name}`, n, (at) => send(at, name, count)));

const takingIn = till.map((n) => actAt('take in a transfer', n, takeIn));

const editing = fc
  .tuple(till, item, fc.constantFrom('price_minor' as const, 'cost_minor' as const), pieces(1, 500))
  .map(([n, name, column, minor]) =>
    actAt(`${column} of ${name} is ${minor}`, n, (at) => edit(at, name, { [column]: minor })),
  );

const takingBack = fc
  .tuple(till, fc.nat({ max: 5 }), pieces(1, 3), fc.boolean())
  .map(([n, nth, count, isRestocked]) =>
    actAt(`take back ${count} of sale ${nth}`, n, (at) => takeBack(at, { nth, pieces: count, isRestocked })),
  );

const exchanging = fc
  .tuple(till, fc.nat({ max: 5 }), pieces(1, 2), item)
  .map(([n, nth, count, name]) =>
    actAt(`exchange ${count} of sale ${nth} for ${name}`, n, (at) =>
      exchangeFor(at, { nth, pieces: count, name }),
    ),
  );

const opening = fc
  .tuple(till, pieces(0, 5000))
  .map(([n, minor]) => actAt(`open the drawer with ${minor}`, n, (at) => openDrawer(at, minor)));

const moving = fc
  .tuple(till, fc.constantFrom(-300, -50, 200))
  .map(([n, minor]) => actAt(`cash ${minor}`, n, (at) => moveInDrawer(at, minor)));

/** In two windows of one till, at times. */
const closing = fc.tuple(till, fc.constantFrom(0, 0, -20, 5), fc.boolean()).map(([n, offBy, isTwice]) => {
  const close: Act = (at) => closeDrawer(at, offBy);
  return actAt(`close the drawer, off by ${offBy}`, n, ...(isTwice ? [close, close] : [close]));
});

export const people: readonly fc.Arbitrary<Command>[] = [
  selling,
  selling,
  selling,
  sellingTwice,
  adjusting,
  receiving,
  onCredit,
  paying,
  counting,
  sending,
  takingIn,
  editing,
  takingBack,
  takingBack,
  exchanging,
  exchanging,
  opening,
  opening,
  moving,
  closing,
];
