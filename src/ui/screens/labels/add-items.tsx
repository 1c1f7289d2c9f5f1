import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useSettled } from '#ui/hooks/use-settled.ts';
import { Button } from '#ui/parts/button.tsx';
import { SearchField } from '#ui/parts/search-field.tsx';
import { useNamed } from '#ui/screens/sell/use-named.ts';

const mostFound = 6;
const quietMs = 60;

/** One more label of what is found by name; what is scanned needs no search. */
export function AddItems({ onAdd }: { readonly onAdd: (id: string) => void }) {
  const [text, setText] = useState('');
  const { items, isLoading } = useNamed(useSettled(text.trim(), quietMs), mostFound);
  return (
    <div className="flex flex-col gap-2">
      <SearchField label="Find or scan an item" value={text} onChange={setText} />
      {items.length > 0 ? (
        <ul aria-label="Found" className="flex flex-col gap-1">
          {items.map((item) => (
            <li key={item.id}>
              <Button
                tone="quiet"
                icon={Plus}
                className="w-full justify-start! text-start"
                onClick={() => onAdd(item.id)}
              >
                {item.name}
                <span className="sr-only">, add a label</span>
              </Button>
            </li>
          ))}
        </ul>
      ) : text.trim() === '' || isLoading ? null : (
        <p className="text-soft text-sm">No item has these words in its name.</p>
      )}
    </div>
  );
}
