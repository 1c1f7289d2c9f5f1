/**
 * What an answer of the server means: every row of faults.md section 4, as one
 * pure function. By code first, by HTTP status only where there is no code: a
 * proxy's 403 is not a decision about a document, and PostgREST answers some
 * passing troubles with 4xx (25006 as 405).
 *
 *   transient          keep, back off
 *   hold               keep, back off, banner: our bug or a deployment
 *   unauthenticated    keep, nothing counts, ask for login
 *   dependency_missing leave the queue for one complete pull, then once more
 *   refused            failed, with the reason; never again by itself
 */
import type { Fault } from '#db/outbox-transition.ts';

export interface CallError {
  /** 0 where no response came. */
  readonly status: number;
  /** SQLSTATE or PGRST code; '' where the body had none. */
  readonly code: string;
  readonly message: string;
  /** What the answer said of when to come back; null where it did not. */
  readonly retryAfterMs?: number | null;
}

export type Failure =
  | {
      readonly kind: 'transient';
      readonly fault: Fault;
      /** The server itself refused to decide, so it counts towards the cap; an outage does not (requirements !15). */
      readonly isAnswered: boolean;
      /** Worth another try at once: two transactions met. */
      readonly isQuick: boolean;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'hold' | 'unauthenticated' | 'dependency_missing' | 'refused'; readonly fault: Fault };

export function failureOf(error: CallError): Failure {
  const fault: Fault = { code: codeOf(error), message: messageOf(error), field: null };
  const isAskingForTime = error.status === 429 || error.status === 503;
  const passing = { ...passingFault, fault, retryAfterMs: (isAskingForTime && error.retryAfterMs) || null };
  if (error.status === 401) return { kind: 'unauthenticated', fault };
  if (error.code === '') return withoutCode(error.status, passing);
  return error.code.startsWith('PGRST')
    ? fromGateway(error.code, passing)
    : fromDatabase(error.code, passing);
}

/**
 * Whether a record with this `error_code` waits for us to mend or finish
 * something, and not for the network: so that any tab, also one opened later,
 * can tell from the outbox alone.
 */
export function isHold(errorCode: string): boolean {
  if (errorCode === timeoutFault.code || errorCode === noAnswerCode) return false;
  const [, status] = /^HTTP_(\d+)$/.exec(errorCode) ?? [];
  const code = status === undefined ? errorCode : '';
  return failureOf({ status: Number(status ?? 0), code, message: '' }).kind === 'hold';
}

const noAnswerCode = 'NETWORK';

export const timeoutFault: Fault = {
  code: 'TIMEOUT',
  message: 'The server did not answer in time.',
  field: null,
};

/** Nobody answered at all: what was met with one of these may be tried as soon as there is a way again. */
export const outageCodes: readonly string[] = [noAnswerCode, timeoutFault.code];

type Passing = Failure & { readonly kind: 'transient' };

const passingFault = { kind: 'transient', isAnswered: false, isQuick: false } as const;

function codeOf({ status, code }: CallError): string {
  if (code !== '') return code;
  return status === 0 ? noAnswerCode : `HTTP_${status}`;
}

/** Without a code the text is of a proxy, often a whole web page: nothing that helps a person. */
function messageOf({ status, code, message }: CallError): string {
  if (code !== '') return message || 'No reason was given.';
  if (status === 413) return 'The document is too large for the server.';
  return status === 0
    ? 'The server could not be reached, or something else answered in its place.'
    : `The server gave no usable answer (HTTP ${status}).`;
}

/** No code: nothing of ours answered, whatever the status says. */
function withoutCode(status: number, passing: Passing): Failure {
  const { fault } = passing;
  if (status === 413) return { kind: 'refused', fault };
  const isPassing = status < 400 || status >= 500 || [408, 425, 429].includes(status);
  return isPassing ? passing : { kind: 'hold', fault };
}

function fromGateway(code: string, passing: Passing): Failure {
  const { fault } = passing;
  if (/^PGRST00[0-3]$|^PGRSTX/.test(code)) return passing;
  if (/^PGRST30[1-3]$/.test(code)) return { kind: 'unauthenticated', fault };
  if (code === 'PGRST102') return { kind: 'refused', fault };
  return { kind: 'hold', fault };
}

/** SQLSTATE, longest match first. */
function fromDatabase(code: string, passing: Passing): Failure {
  const { fault } = passing;
  if (/^(40001|40P01)$/.test(code)) return { ...passing, isAnswered: true, isQuick: true };
  // 57014: it waited too long for others of its location, which says nothing about the document.
  if (/^(08|53|57P|57014|58|25006)/.test(code)) return passing;
  if (/^(55P03|57|XX)/.test(code)) return { ...passing, isAnswered: true };
  if (/^(23503|RD)/.test(code)) return { kind: 'dependency_missing', fault };
  if (/^(22|23|RV|RA|28|0L|0P|42501)/.test(code)) return { kind: 'refused', fault };
  return { kind: 'hold', fault };
}
