/**
 * Who moves next. Each act that takes time in the world (a request on its way,
 * an answer, a statement on a device's disk) asks for a step, and the scheduler
 * of the seed gives them one at a time. Between two steps everything runs until
 * nothing can: so one seed is one history.
 *
 *   step asked ─► step asked ─► …      scheduler picks one ─► settle ─► picks …
 */
import type * as fc from 'fast-check';

/** Work that is done outside of this thread or needs several turns of the event loop: settling waits for it. */
const underWay = new Set<Promise<unknown>>();

export async function settle(): Promise<void> {
  do {
    await Promise.allSettled(underWay);
    await new Promise((resolve) => setImmediate(resolve));
  } while (underWay.size > 0);
}

/** No step is given until this has settled: it counts as one act. */
export async function asOneAct<T>(work: Promise<T>): Promise<T> {
  underWay.add(work);
  try {
    return await work;
  } finally {
    underWay.delete(work);
  }
}

export class Steps {
  readonly trace: string[] = [];
  /** Nobody has to ask: the shop is being set up. */
  isCalm = true;
  readonly #scheduler: fc.Scheduler;

  constructor(scheduler: fc.Scheduler) {
    this.#scheduler = scheduler;
  }

  /** Resolves when it is this one's turn. */
  async step(label: string): Promise<void> {
    if (this.isCalm) return;
    await this.#scheduler.schedule(Promise.resolve(), label);
    this.note(label);
  }

  note(what: string): void {
    this.trace.push(`${new Date().toISOString().slice(11, 23)} ${what}`);
  }

  get waiting(): number {
    return this.#scheduler.count();
  }

  /** Gives one step. */
  next(): Promise<void> {
    return this.#scheduler.waitOne();
  }
}
