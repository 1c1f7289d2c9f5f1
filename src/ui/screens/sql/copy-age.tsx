import { RefreshCw, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CopyState } from '#schema/workbench.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { troubleWords } from './words.ts';

interface CopyAgeProps {
  readonly state: CopyState;
  /** Null while a query runs on the copy. */
  readonly onRefresh: (() => void) | null;
}

/** Of when the answers are. */
export function CopyAge({ state: { copy, making }, onRefresh }: CopyAgeProps) {
  const nowMs = useClock(10_000);
  const minutes = copy ? Math.max(0, Math.floor((nowMs - copy.atMs) / 60_000)) : 0;
  const percent = making?.allBytes ? Math.floor((making.doneBytes / making.allBytes) * 100) : 0;
  return (
    <>
      <output className="text-soft text-sm">
        {making
          ? `Copying the till’s data: ${percent} %`
          : copy
            ? `As of ${new Date(copy.atMs).toLocaleTimeString()}${minutes > 0 ? `, ${minutes} min ago` : ''}`
            : ''}
      </output>
      <Button icon={RefreshCw} disabled={onRefresh === null || making !== null} onClick={() => onRefresh?.()}>
        Refresh
      </Button>
    </>
  );
}

export function CopyTroubleNotice({ trouble }: Pick<CopyState, 'trouble'>) {
  if (!trouble) return null;
  const { title, text } = troubleWords[trouble.kind];
  return (
    <Notice tone="attention" icon={TriangleAlert} title={title} role="alert">
      {text} {trouble.kind === 'unreadable' ? `(${trouble.message})` : null}
    </Notice>
  );
}

/** The device's own clock: the copy is of this device. */
export function useClock(everyMs: number): number {
  const [nowMs, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
