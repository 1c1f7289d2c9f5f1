/** What posting is for every kind of document: write it once, answer as data. */
import type { Approval } from '#schema/documents/approval.ts';
import { businessDate } from '#domain/business-date.ts';
import { numberPrefix } from '#domain/document-number.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { newId } from '#schema/new-id.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { writeDocument, writeTogether, type NewDocument, type Written } from '#db/write.ts';
import type { Settings } from '#queries/settings.ts';
import type { Till } from './till.ts';

export interface Posted {
  readonly kind: 'posted';
  readonly id: string;
  readonly number: string;
}

/** What `domain` needs to know of here and now. */
export function postingContext(till: Till, settings: Settings, approval: Approval | null) {
  const now = till.clock.now();
  return {
    location_id: till.location.id,
    device_id: till.device.id,
    cashier_id: till.cashier.id,
    approval,
    currency: settings.currency,
    tax_mode: settings.tax_mode,
    cash_rounding_minor: settings.cash_rounding_minor,
    business_date: businessDate(now, settings.time_zone),
    at: timestamp(now),
    newId,
  };
}

export type Postable = Omit<NewDocument, 'number_prefix' | 'demands'> & {
  readonly moves: NewDocument['demands'];
  readonly payload: Pick<Approval, 'approved_for'>;
};

/** Stock is demanded only under BLOCK, and not where a manager allowed it; the server flags what went below zero. */
export async function postDocument(
  till: Till,
  document: Postable,
  settings: Settings,
): Promise<Posted | Refused> {
  return answered(document.payload.id, () => writeDocument(till.db, newDocument(till, document, settings)));
}

/** The one before the other, or neither. The answer is about the second. */
export async function postTogether(
  till: Till,
  [first, second]: readonly [Postable, Postable],
  settings: Settings,
): Promise<Posted | Refused> {
  const both = [newDocument(till, first, settings), newDocument(till, second, settings)] as const;
  return answered(second.payload.id, () => writeTogether(till.db, both));
}

function newDocument(till: Till, { moves, ...rest }: Postable, settings: Settings): NewDocument {
  const isAllowed = rest.payload.approved_for.includes('stock');
  const demands = settings.negative_stock_policy === 'BLOCK' && !isAllowed ? moves : [];
  return {
    ...rest,
    number_prefix: numberPrefix(rest.entity_type, till.location.code, till.device.code),
    demands,
  };
}

async function answered(id: string, write: () => Promise<Written>): Promise<Posted | Refused> {
  try {
    const written = await write();
    switch (written.kind) {
      case 'written':
        return { kind: 'posted', id, number: written.number };
      case 'already_posted':
        return refused({ kind: 'already_posted', id, number: written.number });
      case 'stock_short':
        return refused({ kind: 'stock_short', items: written.items });
    }
  } catch (error) {
    if (isStorageFull(error)) return refused({ kind: 'storage_full' });
    throw error;
  }
}
