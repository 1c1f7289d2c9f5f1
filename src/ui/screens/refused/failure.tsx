import type { FailureText } from '#ui/server-failure.ts';

interface FailureProps {
  readonly failure: FailureText;
  readonly code: string | null;
  /** The server's own words, where they say more. */
  readonly message: string | null;
  readonly isFailed?: boolean;
}

/** What happened, whether the data is safe, what to do. */
export function Failure({ failure, code, message, isFailed = true }: FailureProps) {
  return (
    <>
      <p className={isFailed ? 'text-danger-ink font-semibold' : 'text-amber-ink font-semibold'}>
        {failure.title}
        {code ? <span className="num font-normal"> ({code})</span> : null}
      </p>
      <p>{failure.safe}</p>
      <p>{failure.advice}</p>
      {message && message !== failure.title ? (
        <p className="text-soft mt-1">The server said: {message}</p>
      ) : null}
    </>
  );
}
