import { CloudOff } from 'lucide-react';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import type { History } from './use-history.ts';

/** What is not on screen: on its way, more of it, or why not. */
export function RestOfHistory({ history }: { readonly history: History }) {
  const { failure, isLoading, hasMore, more } = history;
  if (isLoading) return <p className="text-soft late-in">Asking the server …</p>;
  if (failure) {
    return (
      <div className="max-w-4xl">
        <Notice
          tone="attention"
          icon={CloudOff}
          role="alert"
          title={failureTitle(failure)}
          action={<Button onClick={more}>Try again</Button>}
        >
          Who changed what is kept at the server. Nothing of it is lost.
        </Notice>
      </div>
    );
  }
  return hasMore ? (
    <Button className="self-start" onClick={more}>
      Show older
    </Button>
  ) : null;
}

function failureTitle(failure: NonNullable<History['failure']>): string {
  switch (failure.kind) {
    case 'no_network':
      return 'The history needs internet';
    case 'not_signed_in':
      return 'The history needs you to be signed in';
    case 'refused':
      return `The server did not give the history: ${failure.message}`;
  }
}
