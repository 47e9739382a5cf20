import type { Life } from '@jinlin/acts';
import type { AttachmentAction, AttachmentState } from '../generated/graphql';
import { CaseAttachment } from './attachment.entity';
import { attachmentStates } from './attachment.states';

/** What the acts on attachments have in common. A file's name may be somebody's: events do not tell it. */
export const attachmentLife: Life<CaseAttachment, AttachmentState, AttachmentAction> = {
  entity: CaseAttachment,
  name: 'CaseAttachment',
  event: 'case_attachment',
  states: attachmentStates,
  tell: ({ caseId, purpose, mediaType, sizeBytes, sha256, isInternal }) => ({
    caseId,
    purpose,
    mediaType,
    sizeBytes,
    sha256,
    isInternal,
  }),
};
