/** What crosses the wire when a manager looks up who changed a master, and when (R11.3-6). */
import * as z from 'zod';
import type { SettlingAnswer } from './settling.ts';

/** As the server keeps it: booleans are booleans here. */
const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const masterEditRow = z.object({
  id: z.string(),
  kind: z.enum(['create', 'edit']),
  device_id: z.string(),
  columns: values,
  previous: values,
  /** As the server capped it; begins with its time. */
  stamp: z.string(),
  /** `reason:field` of what lost, or replaced what had not been seen. */
  warnings: z.array(z.string()),
  created_by: z.string(),
  /** Who sent it in for its author; null where the author did. */
  submitted_by: z.string().nullable(),
});

export type MasterEditRow = z.infer<typeof masterEditRow>;

export interface HistoryQuestion {
  readonly locationId: string;
  readonly table: string;
  readonly id: string;
  /** The stamp of the last one that is known; null: from the newest. */
  readonly before: string | null;
}

export type HistoryAnswer =
  /** Newest first. */
  | { readonly kind: 'page'; readonly edits: readonly MasterEditRow[]; readonly hasMore: boolean }
  | Exclude<SettlingAnswer, { kind: 'settled' }>;

/** The server alone keeps it all: a device would fill up with it. */
export interface HistoryPort {
  editsOf(question: HistoryQuestion): Promise<HistoryAnswer>;
}
