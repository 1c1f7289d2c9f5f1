/** Why a file is not taken over: what is wrong, and what to do. Nothing has changed in any case. */
import type { ImportRefusal } from '#commands/import-unsynced.ts';

export interface RefusalText {
  readonly title: string;
  readonly advice: string;
}

const damaged = 'It was changed or cut since it was saved. Copy it again from where it was saved first.';

export function importRefusalText(refusal: ImportRefusal): RefusalText {
  switch (refusal.kind) {
    case 'not_json':
      return { title: 'This is not a file of Flux, or only a part of one', advice: damaged };
    case 'other_format':
      return {
        title: 'This file holds something else',
        advice: 'Choose the file that a till saved: its name begins with flux-unsynced.',
      };
    case 'newer_version':
      return {
        title: 'This file was saved by a newer Flux',
        advice: 'Update Flux on this device, then choose the file again.',
      };
    case 'checksum_wrong':
      return { title: 'This file is damaged', advice: damaged };
    case 'not_valid':
      return {
        title: 'This file is not as a till saves it',
        advice: `Nothing of it is taken over. Tell support about the file (${refusal.at}).`,
      };
    case 'other_location':
      return {
        title: `This file is of another location: ${refusal.name}`,
        advice: 'Read it in on a device of that location.',
      };
    case 'not_manager':
      return {
        title: 'This takes a manager',
        advice: 'Sign in on this device as a manager of this location, then choose the file again.',
      };
    case 'storage_full':
      return {
        title: 'This device has no room for these documents',
        advice: 'Free some space on it, then try again.',
      };
  }
}
