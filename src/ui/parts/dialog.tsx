import { Dialog as Base } from '@base-ui/react/dialog';
import clsx from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { IconButton } from './icon-button.tsx';

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly width?: 'sm' | 'md' | 'lg';
  /** Where the focus goes on opening; else the first thing that takes it. */
  readonly initialFocus?: RefObject<HTMLElement | null> | (() => HTMLElement | null);
  /** Where it goes on closing; else back to where it was. */
  readonly finalFocus?: RefObject<HTMLElement | null> | (() => HTMLElement | null);
  readonly children: ReactNode;
}

const widths = { sm: 'sm:max-w-md', md: 'sm:max-w-xl', lg: 'sm:max-w-4xl' } as const;

/** A sheet from the bottom on a phone, a card in the middle elsewhere. Esc closes it. */
export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, description, width = 'sm', initialFocus, finalFocus, children } = props;
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Base.Portal className="print:hidden">
        <Base.Backdrop className="bg-veil fixed inset-0 z-40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-6">
          <Base.Popup
            data-sheet
            {...(initialFocus ? { initialFocus } : {})}
            {...(finalFocus ? { finalFocus } : {})}
            className={clsx(
              'fade-in bg-surface shadow-float flex max-h-[96dvh] w-full flex-col overflow-hidden rounded-t-xl outline-none sm:rounded-xl',
              'data-nested-dialog-open:after:bg-veil relative data-nested-dialog-open:after:absolute data-nested-dialog-open:after:inset-0',
              widths[width],
            )}
          >
            <header className="flex items-start gap-3 px-5 pt-4 pb-2">
              <div className="min-w-0 flex-1 pt-1.5">
                <Base.Title className="text-xl">{title}</Base.Title>
                {description ? (
                  <Base.Description render={<div />} className="text-soft mt-0.5 text-sm">
                    {description}
                  </Base.Description>
                ) : null}
              </div>
              <Base.Close render={<IconButton icon={X} label="Close" />} />
            </header>
            <div className="scroll-calm min-h-0 flex-1 px-5 pt-1 pb-5">{children}</div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
