/** A refusal with the service's own code, so that a client and its user read the same words from both. */
export class SyncError extends Error {
  readonly code: string;
  readonly status: number;
  readonly description: string;
  readonly details: string | undefined;

  constructor(code: string, status: number, description: string, details?: string) {
    super(`[${code}] ${description}`);
    this.name = code.startsWith('PSYNC_S21') ? 'AuthorizationError' : 'ServiceError';
    this.code = code;
    this.status = status;
    this.description = description;
    this.details = details;
  }
}

export function validationError(problem: string): SyncError {
  return new SyncError('PSYNC_S2001', 400, 'Validation failed', JSON.stringify([problem]));
}

export function errorBody(error: SyncError): string {
  const { code, status, description, details, name } = error;
  return JSON.stringify({ error: { code, status, description, details, name } });
}
