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
}

export type Failure =
  | {
      readonly kind: 'transient';
      readonly fault: Fault;
      /** The server itself refused to decide, so it counts towards the cap; an outage does not (requirements !15). */
      readonly isAnswered: boolean;
      /** Worth another try at once: two transactions met. */
      readonly isQuick: boolean;
    }
  | { readonly kind: 'hold' | 'unauthenticated' | 'dependency_missing' | 'refused'; readonly fault: Fault };

export function failureOf(error: CallError): Failure {
  const fault: Fault = { code: codeOf(error), message: error.message || 'No reason was given.', field: null };
  if (error.status === 401) return { kind: 'unauthenticated', fault };
  if (error.code === '') return withoutCode(error.status, fault);
  return error.code.startsWith('PGRST') ? fromGateway(error.code, fault) : fromDatabase(error.code, fault);
}

function codeOf({ status, code }: CallError): string {
  if (code !== '') return code;
  return status === 0 ? 'NETWORK' : `HTTP_${status}`;
}

/** No code: nothing of ours answered, whatever the status says. */
function withoutCode(status: number, fault: Fault): Failure {
  if (status === 413) return { kind: 'refused', fault };
  const isPassing = status < 400 || status >= 500 || [408, 425, 429].includes(status);
  return isPassing
    ? { kind: 'transient', fault, isAnswered: false, isQuick: false }
    : { kind: 'hold', fault };
}

function fromGateway(code: string, fault: Fault): Failure {
  if (/^PGRST00[0-3]$|^PGRSTX/.test(code))
    return { kind: 'transient', fault, isAnswered: false, isQuick: false };
  if (/^PGRST30[1-3]$/.test(code)) return { kind: 'unauthenticated', fault };
  if (code === 'PGRST102') return { kind: 'refused', fault };
  return { kind: 'hold', fault };
}

/** SQLSTATE, longest match first. */
function fromDatabase(code: string, fault: Fault): Failure {
  if (/^(40001|40P01)$/.test(code)) return { kind: 'transient', fault, isAnswered: true, isQuick: true };
  // 57014: it waited too long for others of its location, which says nothing about the document.
  if (/^(08|53|57P|57014|58|25006)/.test(code))
    return { kind: 'transient', fault, isAnswered: false, isQuick: false };
  if (/^(55P03|57|XX)/.test(code)) return { kind: 'transient', fault, isAnswered: true, isQuick: false };
  if (/^(23503|RD)/.test(code)) return { kind: 'dependency_missing', fault };
  if (/^(22|23|RV|RA|28|0L|0P|42501)/.test(code)) return { kind: 'refused', fault };
  return { kind: 'hold', fault };
}
