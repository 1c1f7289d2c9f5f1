import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { cleanBarcode } from '#domain/barcode.ts';
import { mostFavourites, moveFavourite, withFavourite, withoutFavourite } from '#domain/favourites.ts';
import type { ItemRow } from '#queries/items.ts';
import { useCatalog } from '#ui/catalog-context.tsx';
import { precise, useMedia } from '#ui/hooks/use-media.ts';
import { useDialogScanner } from '#ui/hooks/use-scanner.ts';
import { useSettled } from '#ui/hooks/use-settled.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { SearchField } from '#ui/parts/search-field.tsx';
import { beep } from '#ui/sound.ts';
import { useFavouriteItems } from './use-favourite-items.ts';
import { useNamed } from './use-named.ts';

const mostFound = 6;
const quietMs = 60;

/** Every touch is kept at once: there is nothing to save or to lose. */
export function FavouritesDialog({ onClose }: { readonly onClose: () => void }) {
  const { favourites, setFavourites, items } = useFavouriteItems();
  const [text, setText] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const hasKeyboard = useMedia(precise);
  const catalog = useCatalog();
  const [crash, setCrash] = useState<unknown>(null);
  if (crash) throw crash;
  const words = useSettled(text.trim(), quietMs);
  const found = useNamed(words, mostFound).items.filter(({ id }) => !favourites.includes(id));
  const isFull = favourites.length >= mostFavourites;
  const add = (item: Pick<ItemRow, 'id' | 'name'>) => {
    setFavourites(withFavourite(favourites, item.id));
    setText('');
    announce(`${item.name} is a favourite`);
  };
  useDialogScanner(async (code) => {
    const item = await catalog.withBarcode(cleanBarcode(code)).catch(setCrash);
    beep(item ? 'ok' : 'error');
    if (item) add(item);
    else announce(`No item has the barcode ${code}`);
  });
  const move = (item: ItemRow, by: 1 | -1) => {
    setFavourites(moveFavourite(favourites, item.id, by));
    announce(`${item.name} moved ${by < 0 ? 'up' : 'down'}`);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Favourites"
      description="Of this till at this location. Find or scan what shall be a favourite."
      width="md"
      // A finger wants the list, not the keyboard that a focused field brings up.
      {...(hasKeyboard ? { initialFocus: () => form.current?.querySelector('input') ?? null } : {})}
    >
      <div className="flex flex-col gap-3">
        {isFull ? (
          <p className="text-soft">{mostFavourites} are as many as fit. Remove one to add another.</p>
        ) : (
          <form
            ref={form}
            onSubmit={(event) => {
              event.preventDefault();
              if (found[0]) add(found[0]);
            }}
          >
            <SearchField label="Find an item to add" value={text} onChange={setText} />
          </form>
        )}
        {words !== '' && found.length > 0 && !isFull ? (
          <ul aria-label="Found" className="flex flex-col gap-1">
            {found.map((item) => (
              <li key={item.id}>
                <Button
                  tone="quiet"
                  icon={Plus}
                  className="w-full justify-start! text-start"
                  onClick={() => add(item)}
                >
                  {item.name}
                  <span className="sr-only">, add to the favourites</span>
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        <ul aria-label="Favourites" className="divide-line divide-y">
          {items.map((item, index) => (
            <li key={item.id} className="flex items-center gap-1 py-1">
              <span className="min-w-0 flex-1 font-semibold">{item.name}</span>
              <IconButton
                icon={ArrowUp}
                label={`Move ${item.name} up`}
                disabled={index === 0}
                onClick={() => move(item, -1)}
              />
              <IconButton
                icon={ArrowDown}
                label={`Move ${item.name} down`}
                disabled={index === items.length - 1}
                onClick={() => move(item, 1)}
              />
              <IconButton
                icon={Trash2}
                label={`Remove ${item.name}`}
                onClick={() => setFavourites(withoutFavourite(favourites, item.id))}
              />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
