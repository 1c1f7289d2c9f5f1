import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import { TriangleAlert } from 'lucide-react';
import { useAlarms } from '#ui/hooks/use-alarms.ts';
import { toneClasses } from '#ui/parts/badge.tsx';

/** The worst alarm, on every screen and while it lasts; the Sync screen has the others. */
export function AlarmBanner() {
  const [worst] = useAlarms();
  if (!worst) return null;
  return (
    <section
      aria-label="Alarm"
      className={clsx(
        'flex items-center gap-x-3 px-3 py-1.5 text-sm leading-snug md:px-4 print:hidden',
        toneClasses[worst.tone],
      )}
    >
      <TriangleAlert aria-hidden size={20} className="shrink-0" />
      <p className="min-w-0 flex-1" role="alert">
        <span className="font-semibold">{worst.title}.</span> {worst.advice}
      </p>
      <Link
        to="/queue"
        className="min-h-touch min-w-touch inline-flex shrink-0 items-center justify-center font-semibold underline underline-offset-4"
      >
        Sync
      </Link>
    </section>
  );
}
