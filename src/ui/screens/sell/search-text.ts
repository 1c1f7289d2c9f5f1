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

/** A quantity typed right before a scan may arrive with it: no barcode has a `*`. */
export function readScan(code: string): { readonly quantityText: string | null; readonly code: string } {
  const match = /^(\d+(?:[.,]\d+)?)\*(.+)$/.exec(code);
  return { quantityText: match?.[1] ?? null, code: match?.[2] ?? code };
}
