import type { Approval } from '#schema/documents/approval.ts';

/** An approval, or none, as fields of a document. */
export function approvalFields(approval: Approval | null) {
  return {
    approved_by: approval?.approved_by ?? null,
    approved_for: [...(approval?.approved_for ?? [])],
    approval_reason: approval?.approval_reason ?? '',
  };
}
