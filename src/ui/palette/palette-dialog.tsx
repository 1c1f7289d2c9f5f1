import { useNavigate } from '@tanstack/react-router';
import clsx from 'clsx';
import { CornerDownLeft } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { isManager } from '#commands/till.ts';
import { precise, useMedia } from '#ui/hooks/use-media.ts';
import { Dialog } from '#ui/parts/dialog.tsx';
import { KeyHint } from '#ui/parts/key-hint.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { actsNow, type Act } from './acts.ts';
import { findActs } from './find-acts.ts';
import { places } from './places.ts';

/** Type, arrows, Enter; or a finger. What the screen behind it can do comes first. */
export function PaletteDialog({ onClose }: { readonly onClose: () => void }) {
  const { till } = useShop();
  const navigate = useNavigate();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const hasKeyboard = useMedia(precise);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [here] = useState(actsNow);
  const screens = places
    .filter((place) => place.isOfManagers === undefined || isManager(till))
    .map(({ word, to }): Act => ({ word, run: () => void navigate({ to }) }));
  const found = findActs([...here, ...screens], text);
  const index = Math.max(0, Math.min(active, found.length - 1));
  const optionId = (at: number) => `${listId}-${at}`;
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  const choose = (act: Act | undefined) => {
    if (!act) return;
    onClose();
    // The focus goes back first: the act may want it elsewhere.
    setTimeout(act.run, 0);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // The keys of the screen behind it are not for who types here.
    if (event.key !== 'Escape') event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setActive(Math.min(index + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setActive(index - 1);
    else if (event.key === 'Enter') choose(found[index]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Find a screen or an act"
      width="md"
      // A finger wants the list, not the keyboard that a focused field brings up.
      {...(hasKeyboard ? { initialFocus: input } : {})}
    >
      <input
        ref={input}
        role="combobox"
        aria-label="Find a screen or an act"
        aria-autocomplete="list"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? optionId(index) : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        placeholder="Where to, or what to do"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="bg-raised border-line-strong mb-2 min-h-till w-full rounded-md border px-4 text-lg"
      />
      {/* A native list of choices cannot be filled while one types. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div ref={list} id={listId} role="listbox" aria-label="Screens and acts" className="flex flex-col">
        {found.map((act, at) => (
          // The box keeps the focus and answers the keys: an option only takes a finger or a click.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={act.word}
            id={optionId(at)}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(act)}
            className={clsx(
              'min-h-touch flex cursor-pointer items-center gap-3 rounded-md px-3',
              at === index ? 'bg-brand-tint font-semibold' : 'hover:bg-hover',
            )}
          >
            <span className="min-w-0 flex-1">{act.word}</span>
            {act.key ? <KeyHint>{act.key}</KeyHint> : null}
            {at === index ? <CornerDownLeft aria-hidden size={18} className="text-soft" /> : null}
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="text-soft p-3">Nothing is called that.</p> : null}
    </Dialog>
  );
}
