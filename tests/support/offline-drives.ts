/** Every line of docs/offline.md as it is done, by its words. Naming them opens nothing. */
import { catalogDrives } from './offline-catalog.ts';
import { creditDrives } from './offline-credit.ts';
import { deviceDrives } from './offline-device.ts';
import { firstDayDrives } from './offline-first-day.ts';
import type { Hands } from './offline-hands.ts';
import { peopleDrives } from './offline-people.ts';
import { receivingDrives } from './offline-receiving.ts';
import { refusedDrives } from './offline-refused.ts';
import { reportDrives } from './offline-reports.ts';
import { sellingDrives } from './offline-selling.ts';
import { shiftDrives } from './offline-shift.ts';
import { stockRoomDrives } from './offline-stock-room.ts';
import type { OfflineLine } from './offline-table.ts';
import { tillDrives } from './offline-till.ts';
import { transferDrives } from './offline-transfers.ts';

export function offlineDrives(hands: Hands): Readonly<Record<string, (row: OfflineLine) => Promise<void>>> {
  return {
    ...firstDayDrives(hands),
    ...tillDrives(hands),
    ...sellingDrives(hands),
    ...creditDrives(hands),
    ...shiftDrives(hands),
    ...receivingDrives(hands),
    ...stockRoomDrives(hands),
    ...transferDrives(hands),
    ...reportDrives(hands),
    ...catalogDrives(hands),
    ...refusedDrives(hands),
    ...peopleDrives(hands),
    ...deviceDrives(hands),
  };
}
