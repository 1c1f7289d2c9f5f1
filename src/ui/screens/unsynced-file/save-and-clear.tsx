/**
 * Saves what is only on this device, and clears the device once that is proven:
 *
 *   save ─► choose the saved file again ─► same checksum ─► clear
 *     ▲                │ another, damaged                     │ something was sold meanwhile
 *     └────────────────┴──────────────────────────────────────┘
 *
 * A download that a browser has begun may have gone nowhere; only a file that
 * was read back is there.
 */
import { CircleCheck, Save, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { UnsyncedFile } from '#schema/unsynced-file.ts';
import { readUnsyncedFile, unsyncedFileName, unsyncedFileText } from '#domain/unsynced-file.ts';
import { Button } from '#ui/parts/button.tsx';
import { ChooseFile } from '#ui/parts/choose-file.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { saveJson } from '#ui/save-file.ts';
import { importRefusalText, type RefusalText } from './refusal-text.ts';

interface SaveAndClearProps {
  /** As things stand when it is called. */
  readonly makeFile: () => Promise<UnsyncedFile>;
  /** What the last button says. */
  readonly clearLabel: string;
  /** False: something is not in the file. */
  readonly onClear: (saved: UnsyncedFile) => Promise<boolean>;
}

const changed: RefusalText = {
  title: 'Something has changed on this device meanwhile',
  advice: 'Save the file once more. Nothing was removed.',
};
const another: RefusalText = {
  title: 'This is another file than the one just saved',
  advice: 'Choose the one that was saved last. Nothing was removed.',
};

export function SaveAndClear({ makeFile, clearLabel, onClear }: SaveAndClearProps) {
  const [saved, setSaved] = useState<UnsyncedFile | null>(null);
  const [proven, setProven] = useState<UnsyncedFile | null>(null);
  const [trouble, setTrouble] = useState<RefusalText | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    const file = await makeFile();
    saveJson(unsyncedFileName(file), unsyncedFileText(file));
    setSaved(file);
    setProven(null);
    setTrouble(null);
  };
  const compare = async (bytes: Uint8Array) => {
    const read = await readUnsyncedFile(new TextDecoder().decode(bytes));
    setProven(null);
    if (read.kind !== 'read') return setTrouble(importRefusalText(read));
    const isSame = read.file.checksum.value === saved?.checksum.value;
    setTrouble(isSame ? null : another);
    if (isSame) setProven(read.file);
  };
  const clear = async (file: UnsyncedFile) => {
    setBusy(true);
    if (await onClear(file)) return;
    setBusy(false);
    setSaved(null);
    setProven(null);
    setTrouble(changed);
  };
  return (
    <div className="flex flex-col gap-4">
      <p>
        The file holds every document that is not at the server, whole. Keep it until another device of this
        location has read it in: until then it is the only copy.
      </p>
      {trouble ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title={trouble.title}>
          {trouble.advice}
        </Notice>
      ) : null}
      <Button icon={Save} size="lg" tone={saved ? 'plain' : 'primary'} onClick={() => void save()}>
        {saved ? 'Save the file again' : 'Save the file'}
      </Button>
      {saved && !proven ? (
        <>
          <output>
            Saved as <strong className="break-all">{unsyncedFileName(saved)}</strong>. To be sure that it is
            really there, choose it now.
          </output>
          <ChooseFile label="The file just saved" accept="application/json,.json" onBytes={compare} />
        </>
      ) : null}
      {proven ? (
        <>
          <Notice tone="good" icon={CircleCheck} role="alert" title="The file is there and whole">
            {proven.records.length === 1 ? '1 document is' : `${proven.records.length} documents are`} in it.
          </Notice>
          <Button tone="danger" size="lg" icon={Trash2} disabled={isBusy} onClick={() => void clear(proven)}>
            {isBusy ? 'Clearing…' : clearLabel}
          </Button>
        </>
      ) : null}
    </div>
  );
}
