import { cleanLine } from './text.ts';

/** 'rice 5kg' finds the names that contain both words, in any order; no words find every name. */
export function searchWords(text: string): readonly string[] {
  return cleanLine(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}
