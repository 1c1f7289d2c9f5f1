/** A document of every kind that a till makes by itself, by the product's own commands, in an order in which each can be made. */
import { countSome, postFound } from './counting.ts';
import { payDebt, sellOnCredit } from './credit.ts';
import { sell, type Device } from './device.ts';
import { closeDrawer, openDrawer } from './drawer.ts';
import { receiveSome } from './receiving.ts';
import { takeBack } from './returning.ts';
import { sendSome } from './transfers.ts';

export interface Others {
  /** May owe, and is known to the till. */
  readonly customerId: string;
  /** Another location, known to the till. */
  readonly toId: string;
}

/** Of rice. Each answers when it is posted on the device. */
export function everyKind(device: Device, { customerId, toId }: Others): readonly (() => Promise<unknown>)[] {
  const { till } = device;
  const code = 'K7Q4M';
  let saleId = '';
  return [
    async () => {
      saleId = (await sell(device, 'Rice', 3)).id;
    },
    () => takeBack(device, saleId, 1),
    () => takeBack(device, saleId, 1, false),
    () => sellOnCredit(till, 'Rice', customerId, { pieces: 2 }),
    () => payDebt(till, customerId, 300),
    () => receiveSome(till, 'Rice', 5),
    () => countSome(till, code, { Rice: 90 }),
    () => postFound(till, code),
    () => sendSome(till, toId, [{ name: 'Rice', pieces: 4 }]),
    async () => closeDrawer(till, (await openDrawer(till, 1000)).id, 1000),
  ];
}
