/** The text of SQL cut as SQLite cuts it: as far as parameters, statements and names need it. */
export type TokenKind =
  | 'blank'
  | 'comment'
  | 'text'
  | 'name'
  | 'word'
  | 'number'
  | 'parameter'
  | 'end'
  | 'sign';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

/** What is not closed goes on to the end, as SQLite has it for comments; of texts it says so itself. */
const shapes: readonly (readonly [TokenKind, RegExp])[] = [
  ['blank', /\s+/y],
  ['comment', /--[^\n]*|\/\*[^]*?(?:\*\/|$)/y],
  ['text', /[xX]?'(?:[^']|'')*(?:'|$)/y],
  ['name', /"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$)/y],
  ['parameter', /[:@$][\p{L}_][\p{L}\p{N}_]*|\?\d*/uy],
  ['number', /0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['word', /[\p{L}_][\p{L}\p{N}_$]*/uy],
  ['end', /;/y],
  ['sign', /[^]/y],
];

export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length;) {
    const token = tokenAt(sql, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(sql: string, at: number): Token {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const text = shape.exec(sql)?.[0];
    if (text) return { kind, text, at };
  }
  return { kind: 'sign', text: sql.charAt(at), at };
}

/** Neither blank nor comment. */
export function saysSomething({ kind }: Token): boolean {
  return kind !== 'blank' && kind !== 'comment';
}
