import clsx from 'clsx';
import { LogIn, RefreshCw, ServerOff, Wifi, WifiOff, type LucideIcon } from 'lucide-react';
import type { SyncView } from '#sync/sync-store.ts';
import { toneClasses, type Tone } from '#ui/parts/badge.tsx';

export type Connection = SyncView['connection'];

interface Look {
  readonly word: string;
  /** What a small screen leaves out of the word: what stands beside it says it. */
  readonly wordClass?: string;
  /** Instead of the word on a small screen. */
  readonly short?: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

const looks: Record<Connection, Look> = {
  starting: { word: 'Starting', icon: RefreshCw, tone: 'neutral' },
  connecting: { word: 'Connecting', icon: RefreshCw, tone: 'neutral' },
  online: { word: 'Online', icon: Wifi, tone: 'good' },
  offline: { word: 'Offline', icon: WifiOff, tone: 'attention' },
  unreachable: { word: 'Server unreachable', short: 'No server', icon: ServerOff, tone: 'attention' },
  signed_out: { word: 'Signed out', wordClass: 'max-lg:sr-only', icon: LogIn, tone: 'attention' },
};

/** Online, offline or server unreachable: a word, an icon and a colour, on every screen. */
export function ConnectionStatus({ connection }: { readonly connection: Connection }) {
  const { word, wordClass, short, icon: Icon, tone } = looks[connection];
  return (
    <div
      // A block with an icon, where an `output` may hold words only.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="status"
      data-connection={connection}
      title={word}
      className={clsx(
        'inline-flex min-h-10 items-center gap-1.5 rounded-full px-2.5 text-sm font-semibold whitespace-nowrap sm:px-3',
        toneClasses[tone],
      )}
    >
      <Icon aria-hidden size={17} strokeWidth={2.2} className="shrink-0" />
      <span className={clsx(wordClass, short && 'max-sm:sr-only')}>{word}</span>
      {short ? (
        <span aria-hidden className="sm:hidden">
          {short}
        </span>
      ) : null}
    </div>
  );
}
