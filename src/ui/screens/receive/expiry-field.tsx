import { CalendarDays } from 'lucide-react';
import { useRef, type KeyboardEventHandler } from 'react';
import { parseExpiry } from '#domain/expiry.ts';
import { controlClasses, FieldFrame } from '#ui/parts/field-frame.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';

interface ExpiryFieldProps {
  readonly of: string;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  readonly onKeyDown: KeyboardEventHandler<HTMLInputElement>;
}

/**
 * Typed as it stands on the pack, or picked. Text and not a date field: a
 * scanner types into whatever has the focus, and only text can be taken back.
 */
export function ExpiryField({ of, value, error, onChange, onBlur, onKeyDown }: ExpiryFieldProps) {
  const picker = useRef<HTMLInputElement>(null);
  const leave = () => {
    const day = parseExpiry(value);
    if (day !== null && day !== value) onChange(day);
    onBlur();
  };
  return (
    <FieldFrame
      label="Expires"
      error={error}
      control={(props) => (
        <span className="relative block">
          <input
            {...props}
            aria-label={`Expiry of ${of}`}
            inputMode="numeric"
            autoComplete="off"
            placeholder="2031-05-31"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onBlur={leave}
            onKeyDown={onKeyDown}
            className={`${controlClasses(error)} num ps-2.5! pe-10! tracking-tight`}
          />
          <input
            ref={picker}
            type="date"
            tabIndex={-1}
            aria-hidden
            value={parseExpiry(value) ?? ''}
            onChange={(event) => onChange(event.target.value)}
            className="pointer-events-none absolute end-0 bottom-0 size-1 opacity-0"
          />
          <IconButton
            icon={CalendarDays}
            label={`Pick the expiry of ${of}`}
            tabIndex={-1}
            className="absolute inset-y-0 end-0.5 my-auto"
            onClick={() => picker.current?.showPicker()}
          />
        </span>
      )}
    />
  );
}
