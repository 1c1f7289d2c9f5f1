/**
 * What must hold when a world has been healed and has come to rest (faults.md
 * section 5), for the kinds of documents that exist. Each returns what is
 * wrong, nothing where all is well.
 */
import { booksFaults } from './invariants-books.ts';
import { drawerFaults } from './invariants-drawers.ts';
import { deviceFaults } from './invariants-device.ts';
import { editFaults } from './invariants-edits.ts';
import { documentFaults } from './invariants-documents.ts';
import type { World } from './world.ts';

export async function assertInvariants(world: World): Promise<void> {
  const faults = [
    ...world.errors.map((error) => `error: ${String(error)}`),
    ...world.devices.flatMap((device) => device.errors.map((error) => `${device.name}: ${String(error)}`)),
    ...(await documentFaults(world)),
    ...(await editFaults(world)),
    ...(await booksFaults(world)),
    ...(await drawerFaults(world)),
    ...(await deviceFaults(world)),
  ];
  if (faults.length > 0) throw new Error(`${faults.length} broken:\n${faults.slice(0, 20).join('\n')}`);
}
