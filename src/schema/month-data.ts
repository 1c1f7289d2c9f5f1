/** Documents and moves by business month, as a report needs them: a till keeps two months, a laptop as many as are asked for. */
export interface MonthState {
  /** 'YYYY-MM' */
  readonly month: string;
  /** Whole, documents and ledger, as of the last sync. */
  readonly isHere: boolean;
  /** The documents alone, of which nothing but cost asks for more. */
  readonly hasDocuments: boolean;
  /** Rows of what is coming in now. */
  readonly progress: { readonly done: number; readonly total: number } | null;
}

export interface MonthData {
  /** From now on they come in, and are kept up to date; they stay for `keepDays` without being asked for. */
  ask(months: readonly string[], keepDays: number): Promise<void>;
  /** Those that are not here yet are no longer waited for; what has come of them goes. */
  cancel(): Promise<void>;
  /** What the till does not keep anyway goes from this device with the next sync; the server has it. */
  forget(months: readonly string[]): Promise<void>;
  states(months: readonly string[]): readonly MonthState[];
  subscribe(listener: () => void): () => void;
}
