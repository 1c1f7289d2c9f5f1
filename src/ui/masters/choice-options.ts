import type { Option } from '#ui/parts/select.tsx';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a list offers; what is chosen has its place before its name is read, so that nobody is shown an id. */
export function choiceOptions(rows: readonly Named[], value: string, isLoading: boolean): readonly Option[] {
  const known = rows.map(({ id, name }) => ({ value: id, label: name }));
  const isUnread = isLoading && value !== '' && !rows.some(({ id }) => id === value);
  return isUnread ? [{ value, label: '…' }, ...known] : known;
}
