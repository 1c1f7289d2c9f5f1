import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from './icon-button.tsx';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange('');
    input.current?.focus();
  };
  return (
    <div className="relative w-full sm:w-80">
      <Search
        aria-hidden
        size={19}
        className="text-soft pointer-events-none absolute inset-y-0 start-3.5 my-auto"
      />
      <input
        ref={input}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={120}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => (event.key === 'Escape' ? clear() : undefined)}
        className="bg-raised border-line-strong min-h-till w-full rounded-md border ps-11 pe-12"
      />
      {value ? (
        <IconButton icon={X} label="Clear" className="absolute inset-y-0 end-0.5 my-auto" onClick={clear} />
      ) : null}
    </div>
  );
}
