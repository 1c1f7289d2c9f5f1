import clsx from 'clsx';
import { FileInput } from 'lucide-react';
import { useState } from 'react';

interface ChooseFileProps {
  readonly label: string;
  /** Kinds of file, as an input names them. */
  readonly accept: string;
  readonly onBytes: (bytes: Uint8Array, name: string) => Promise<void>;
}

/** One file, chosen or dropped; what is in it goes to `onBytes`. The input fills the field, and takes both by itself. */
export function ChooseFile({ label, accept, onBytes }: ChooseFileProps) {
  const [isOver, setOver] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const read = async (file: File | undefined) => {
    if (!file) return;
    setFailure(null);
    const buffer = await file.arrayBuffer().catch(() => null);
    if (buffer !== null) return onBytes(new Uint8Array(buffer), file.name);
    setFailure('This device could not read the file. Copy it here once more, then choose it again.');
  };
  return (
    <div className="flex flex-col gap-2">
      <label
        className={clsx(
          'relative flex min-h-20 items-center gap-3 rounded-lg border-2 border-dashed px-4 py-3 transition-colors',
          'has-focus-visible:outline-brand has-focus-visible:outline-2 has-focus-visible:outline-offset-2',
          isOver ? 'border-brand bg-brand-tint' : 'border-line-strong hover:bg-hover',
        )}
      >
        <FileInput aria-hidden size={24} className="text-soft shrink-0" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{label}</span>
          <span className="text-soft block text-sm">Choose it, or drop it here.</span>
        </span>
        <input
          type="file"
          accept={accept}
          className="absolute inset-0 cursor-pointer opacity-0"
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          onChange={(event) => {
            const input = event.currentTarget;
            // Emptied afterwards, so that the same file may be chosen again.
            void read(input.files?.[0]).finally(() => {
              input.value = '';
            });
          }}
        />
      </label>
      {failure ? (
        <p role="alert" className="text-danger-ink text-sm">
          {failure}
        </p>
      ) : null}
    </div>
  );
}
