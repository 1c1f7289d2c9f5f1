import { useState, type FormEvent } from 'react';
import { codeLength, readCode } from '#domain/stocktake-id.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';

/** The code that the device shows which started the stocktake: no connection is needed to join. */
export function JoinPart({ onJoin }: { readonly onJoin: (code: string) => void }) {
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const join = (event: FormEvent) => {
    event.preventDefault();
    const code = readCode(text);
    if (code === null) return setTried(true);
    onJoin(code);
  };
  return (
    <form onSubmit={join} className="flex flex-wrap items-start gap-3">
      <Field
        label="Join with a code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={12}
        placeholder="K7Q4M"
        value={text}
        hint="Or scan it off the other screen."
        error={isTried && readCode(text) === null ? `A code has ${codeLength} letters and digits.` : null}
        onChange={(event) => setText(event.target.value)}
        className="num w-48"
      />
      <Button type="submit" size="lg" className="mt-[1.65rem]">
        Join
      </Button>
    </form>
  );
}
