export type ArrayElement = string | null | ArrayElement[];

/**
 * Postgres's array text (`{a,"b c",NULL,{…}}`) → nested elements, still text.
 * Throws on text that no array output function gives.
 */
export function parseArrayText(text: string, delimiter = ','): ArrayElement[] {
  const start = text.startsWith('[') ? text.indexOf('=') + 1 : 0; // explicit bounds: [0:2]={…}
  const [elements, end] = parseBraces(text, start, delimiter);
  if (end !== text.length) throw new Error(`Malformed array text at ${end}`);
  return elements;
}

function parseBraces(text: string, start: number, delimiter: string): [ArrayElement[], number] {
  if (text[start] !== '{') throw new Error(`Malformed array text at ${start}`);
  const elements: ArrayElement[] = [];
  let at = start + 1;
  while (text[at] !== '}') {
    const [element, end] = parseElement(text, at, delimiter);
    elements.push(element);
    if (text[end] !== delimiter && text[end] !== '}') throw new Error(`Malformed array text at ${end}`);
    at = text[end] === delimiter ? end + 1 : end;
  }
  return [elements, at + 1];
}

function parseElement(text: string, start: number, delimiter: string): [ArrayElement, number] {
  if (text[start] === '{') return parseBraces(text, start, delimiter);
  if (text[start] === '"') return parseQuoted(text, start + 1);
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '}') end += 1;
  const raw = text.slice(start, end);
  return [raw === 'NULL' ? null : raw, end];
}

function parseQuoted(text: string, start: number): [string, number] {
  let value = '';
  let at = start;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') at += 1;
    value += text[at] ?? '';
    at += 1;
  }
  return [value, at + 1];
}
