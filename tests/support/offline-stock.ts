/** The lines of docs/offline.md about goods that come and go. */
import { receivingDrives, type Hands } from './offline-receiving.ts';
import { transferDrives } from './offline-transfers.ts';

export function stockDrives(hands: Hands) {
  return { ...receivingDrives(hands), ...transferDrives(hands) };
}
