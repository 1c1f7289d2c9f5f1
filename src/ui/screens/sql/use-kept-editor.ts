import { useEffect, useRef, useState } from 'react';
import { saveQuery } from '#commands/save-query.ts';
import type { ParameterTexts } from '#domain/sql/parameters.ts';
import { sqlExamples } from '#queries/sql-examples.ts';
import type { SavedQueryRow } from '#schema/local-tables.ts';
import { editorId } from '#schema/local-tables.ts';
import { useShop } from '#ui/shop-context.tsx';

const pauseMs = 250;

export interface Kept {
  readonly text: string;
  readonly texts: ParameterTexts;
  readonly set: (change: { readonly text?: string; readonly texts?: ParameterTexts }) => void;
}

export function textsOf({ parameters }: SavedQueryRow): ParameterTexts {
  return JSON.parse(parameters) as ParameterTexts;
}

/** What stands in the editor, saved as it is typed. */
export function useKeptEditor(saved: SavedQueryRow | undefined): Kept {
  const { till } = useShop();
  const [{ text, texts }, setNow] = useState(() => ({
    text: saved?.text ?? sqlExamples[0]?.text ?? '',
    texts: saved ? textsOf(saved) : {},
  }));
  const unsaved = useRef<(() => void) | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => unsaved.current?.(), pauseMs);
    return () => clearTimeout(timer);
  }, [text, texts]);
  useEffect(() => {
    const save = () => unsaved.current?.();
    addEventListener('pagehide', save);
    return () => {
      removeEventListener('pagehide', save);
      save();
    };
  }, []);
  return {
    text,
    texts,
    set: (change) =>
      setNow((before) => {
        const now = { text: change.text ?? before.text, texts: change.texts ?? before.texts };
        unsaved.current = () => {
          unsaved.current = null;
          void saveQuery(till, { id: editorId, name: '', text: now.text, parameters: now.texts });
        };
        return now;
      }),
  };
}
