/** Hands a file to the browser's downloads; its text may come in parts. */
export function saveFile(name: string, type: string, parts: readonly string[]): void {
  saveBlob(name, new Blob([...parts], { type }));
}

export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export function saveJson(name: string, text: string): void {
  saveFile(name, 'application/json', [text]);
}
