/** The lines of docs/offline.md about documents of every kind. */
import { creditDrives } from './offline-credit.ts';
import { receivingDrives, type Hands } from './offline-receiving.ts';
import { reportDrives } from './offline-reports.ts';
import { sellingDrives } from './offline-selling.ts';
import { shiftDrives } from './offline-shift.ts';
import { stockRoomDrives } from './offline-stock-room.ts';
import { transferDrives } from './offline-transfers.ts';

export function documentDrives(hands: Hands) {
  return {
    ...sellingDrives(hands),
    ...creditDrives(hands),
    ...shiftDrives(hands),
    ...receivingDrives(hands),
    ...stockRoomDrives(hands),
    ...transferDrives(hands),
    ...reportDrives(hands),
  };
}
