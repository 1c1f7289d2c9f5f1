/** A text of several statements, of which one is run at a time. */
import { saysSomething, tokensOf } from './tokens.ts';

export interface Statement {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly at: number;
}

export function statementsOf(sql: string): readonly Statement[] {
  const found: Statement[] = [];
  let from: number | null = null;
  let to = 0;
  const close = () => {
    if (from !== null) found.push({ text: sql.slice(from, to), at: from });
    from = null;
  };
  for (const token of tokensOf(sql)) {
    if (token.kind === 'end') close();
    else if (saysSomething(token)) {
      from ??= token.at;
      to = token.at + token.text.length;
    }
  }
  close();
  return found;
}

/** The one in which the cursor stands: after its end it is still the last one before. Null where there is none. */
export function statementAt(sql: string, cursor: number): Statement | null {
  const all = statementsOf(sql);
  return all.findLast(({ at }) => at <= cursor) ?? all[0] ?? null;
}
