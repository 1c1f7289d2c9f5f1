import { ScanBarcode, X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { KeyHint } from '#ui/parts/key-hint.tsx';

interface SearchBoxProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onEnter: () => void;
  readonly onMove: (by: 1 | -1) => void;
  /** The id of the results and of the one chosen in them, while they are shown. */
  readonly listId: string | null;
  readonly activeId: string | null;
}

/** Takes a name, a barcode typed by hand, or a scan; arrows and Enter choose. */
export function SearchBox(props: SearchBoxProps) {
  const { inputRef, text, onText, onEnter, onMove, listId, activeId } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') onMove(1);
    else if (event.key === 'ArrowUp') onMove(-1);
    else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative flex-1">
      <ScanBarcode
        aria-hidden
        size={22}
        className="text-soft pointer-events-none absolute inset-y-0 start-3.5 my-auto"
      />
      <input
        ref={inputRef}
        role="combobox"
        aria-label="Search items or scan a barcode"
        aria-autocomplete="list"
        aria-expanded={listId !== null}
        aria-controls={listId ?? undefined}
        aria-activedescendant={activeId ?? undefined}
        type="text"
        inputMode="search"
        enterKeyHint="go"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={120}
        placeholder="Scan or search"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        className="bg-raised border-line-strong focus-visible:outline-brand focus-visible:border-brand min-h-13 w-full rounded-lg border ps-12 pe-14 text-lg focus-visible:outline-2 focus-visible:outline-offset-0"
      />
      <span className="absolute inset-y-0 end-1.5 flex items-center">
        {text ? (
          <IconButton icon={X} label="Clear the search" onClick={() => onText('')} />
        ) : (
          <span className="text-soft pe-2">
            <KeyHint>F2</KeyHint>
          </span>
        )}
      </span>
    </div>
  );
}
