import { Plus } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { useSettled } from '#ui/hooks/use-settled.ts';
import { Button } from '#ui/parts/button.tsx';
import { useNamed } from '#ui/screens/sell/use-named.ts';
import { SearchField } from '#ui/parts/search-field.tsx';
import type { Finding } from './use-finding.ts';

const mostFound = 6;
const quietMs = 60;

interface FindItemProps {
  readonly finding: Finding;
  readonly label: string;
  /** What it is added to. */
  readonly to: string;
  /** Holds the search field. */
  readonly place: RefObject<HTMLFormElement | null>;
}

/** A line of what is found by name or code; what is scanned needs no search. Enter takes the first. */
export function FindItem({ finding, label, to, place }: FindItemProps) {
  const [text, setText] = useState('');
  const { items, isLoading } = useNamed(useSettled(text.trim(), quietMs), mostFound);
  const enter = async () => {
    const first = isLoading ? undefined : items[0]?.id;
    if (await finding.enter(text.trim(), first)) setText('');
  };
  const choose = async (id: string) => {
    setText('');
    await finding.choose(id);
  };
  return (
    <form
      ref={place}
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <SearchField label={label} value={text} onChange={setText} />
      {items.length > 0 ? (
        <ul aria-label="Found" className="flex flex-col gap-1">
          {items.map((item) => (
            <li key={item.id}>
              <Button
                tone="quiet"
                icon={Plus}
                className="w-full justify-start! text-start"
                onClick={() => void choose(item.id)}
              >
                {item.name}
                <span className="sr-only">, add to the {to}</span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </form>
  );
}
