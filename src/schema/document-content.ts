/** A payload from where nobody vouches for it: what another device sent, or another build stored. */
import type * as z from 'zod';
import type { EntityType } from '#schema/document-kinds.ts';
import { payloads, recordTypes, type RecordType } from '#schema/push.ts';

interface Content<Type extends EntityType> {
  readonly entity_type: Type;
  readonly payload: z.infer<(typeof payloads)[Type]>;
}

export type DocumentContent = { [Type in EntityType]: Content<Type> }[EntityType];

function isEntityType(text: string): text is EntityType {
  return Object.hasOwn(payloads, text);
}

export function isRecordType(text: string): text is RecordType {
  return recordTypes.some((one) => one === text);
}

/** Null where it is not what its kind says. */
export function readContent(entityType: string, json: string | null): DocumentContent | null {
  if (json === null || !isEntityType(entityType)) return null;
  const payload = payloads[entityType].safeParse(JSON.parse(json)).data;
  // TypeScript does not see that a kind and the schema of that kind go together.
  return payload ? ({ entity_type: entityType, payload } as DocumentContent) : null;
}
