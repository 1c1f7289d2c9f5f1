/** What is to be printed, kept for this tab: the way to the catalog and back loses nothing. */
import { labelSize, type LabelSize } from './label-sizes.ts';

export interface Choice {
  readonly id: string;
  readonly count: number;
}

export interface LabelJob {
  readonly size: LabelSize['id'];
  /** Labels of the first sheet that are gone already. */
  readonly used: number;
  readonly choices: readonly Choice[];
}

/** More at once is slow to draw, and a long way to go wrong. */
export const mostLabels = 1000;
const key = 'flux.labels';
const nothing: LabelJob = { size: 'roll50', used: 0, choices: [] };

export function readJob(storage: Storage = sessionStorage): LabelJob {
  try {
    const job = JSON.parse(storage.getItem(key) ?? 'null') as Partial<LabelJob> | null;
    const choices = Array.isArray(job?.choices) ? job.choices.filter(isChoice) : [];
    return { size: labelSize(job?.size ?? '').id, used: count(job?.used), choices };
  } catch {
    return nothing; // Storage is refused, or holds what another build wrote.
  }
}

export function keepJob(job: LabelJob, storage: Storage = sessionStorage): void {
  try {
    storage.setItem(key, JSON.stringify(job));
  } catch {
    // Storage is refused or full: it holds until the screen is left.
  }
}

/** One label of each item, in their order. For a link from a list with many chosen. */
export function chooseForLabels(ids: readonly string[]): void {
  keepJob({ ...readJob(), choices: ofEach(ids) });
}

export function ofEach(ids: readonly string[]): readonly Choice[] {
  return [...new Set(ids)].map((id) => ({ id, count: 1 }));
}

/** One more of an item, which comes to the top. */
export function oneMore(choices: readonly Choice[], id: string): readonly Choice[] {
  const before = choices.find((choice) => choice.id === id)?.count ?? 0;
  return [{ id, count: before + 1 }, ...choices.filter((choice) => choice.id !== id)];
}

export function totalOf(choices: readonly Choice[]): number {
  return choices.reduce((sum, choice) => sum + choice.count, 0);
}

function isChoice(value: unknown): value is Choice {
  const { id, count: wanted } = (value ?? {}) as Partial<Choice>;
  return typeof id === 'string' && Number.isInteger(wanted) && count(wanted) === wanted;
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= mostLabels
    ? value
    : 0;
}
