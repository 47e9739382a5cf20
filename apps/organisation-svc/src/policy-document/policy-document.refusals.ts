import type { Act } from '@jinlin/acts';
import { invalidInput, notFound } from '@jinlin/graphql';
import { PolicyDocument } from './policy-document.entity';

/** An appointment is made by a document that is in force, or was on its first day. */
export async function notBinding(acting: Act, id: string, day: string) {
  const document = await acting.tx.getRepository(PolicyDocument).findOneBy({ id });
  if (!document) return notFound(acting, 'PolicyDocument', id);

  const { state, inForceFrom, repealedOn } = document;
  const wasInForce = inForceFrom !== null && inForceFrom <= day && (repealedOn === null || day < repealedOn);
  if (state === 'IN_FORCE' || wasInForce) return null;
  return invalidInput(acting, 'policyDocumentId', {
    en: `The document is ${state}; an appointment is made by one in force.`,
    zh: `该文件状态为 ${state}；任职须依据施行中的文件。`,
  });
}
