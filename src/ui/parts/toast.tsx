import { Toast as Base } from '@base-ui/react/toast';
import clsx from 'clsx';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { IconButton } from './icon-button.tsx';

type ToastTone = 'good' | 'bad' | 'info';

interface NotifyOptions {
  readonly title: string;
  readonly text?: string;
  readonly tone?: ToastTone;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const manager = Base.createToastManager();

/** A passing word. What must not be missed belongs on the screen itself, not here. */
export function notify({ title, text, tone = 'info', action }: NotifyOptions): void {
  const id = manager.add({
    title,
    description: text,
    type: tone,
    timeout: action ? 8000 : 4500,
    priority: tone === 'bad' ? 'high' : 'low',
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick: () => {
              action.run();
              manager.close(id);
            },
          },
        }
      : {}),
  });
}

/** All of them: whoever stands there now is not meant by them. */
export function dismissToasts(): void {
  manager.close();
}

const icons = { good: CircleCheck, bad: CircleAlert, info: Info } as const;

function ToastList() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => {
    const tone = (toast.type ?? 'info') as ToastTone;
    const Icon = icons[tone];
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        swipeDirection={['down', 'right']}
        className="fade-in bg-ink text-canvas shadow-float pointer-events-auto w-full rounded-lg select-none"
      >
        <Base.Content className="flex items-center gap-3 py-2 ps-4 pe-2">
          <Icon aria-hidden size={21} className={clsx('shrink-0', tone === 'bad' && 'text-amber')} />
          <div className="min-w-0 flex-1 py-1">
            <Base.Title render={<p />} className="font-semibold" />
            <Base.Description className="text-sm opacity-90" />
          </div>
          {toast.actionProps ? (
            <Base.Action className="min-h-touch rounded-md px-3 font-semibold underline underline-offset-4" />
          ) : null}
          <Base.Close
            render={<IconButton icon={X} label="Dismiss" className="text-canvas! hover:bg-white/15" />}
          />
        </Base.Content>
      </Base.Root>
    );
  });
}

export function Toasts() {
  return (
    <Base.Provider toastManager={manager} limit={2}>
      <Base.Portal className="print:hidden">
        <Base.Viewport className="toasts pointer-events-none fixed inset-x-3 bottom-20 z-60 mx-auto flex max-w-md flex-col gap-2 md:bottom-5">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}
