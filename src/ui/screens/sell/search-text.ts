/** What stands in the search box: perhaps a quantity first, as in `3*milk`. */
export interface SearchText {
  readonly quantityText: string | null;
  readonly words: string;
}

export function readSearch(text: string): SearchText {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*[*x×]\s*(.*)$/i.exec(text);
  return match?.[1] !== undefined && match[2] !== undefined
    ? { quantityText: match[1], words: match[2].trim() }
    : { quantityText: null, words: text.trim() };
}
