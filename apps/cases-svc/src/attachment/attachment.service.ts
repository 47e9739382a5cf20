import { act, begin, take } from '@jinlin/acts';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import { Case } from '../case/case.entity';
import type { Context } from '../context';
import type { AttachCameraInput, AttachToCaseInput, WithdrawAttachmentInput } from '../generated/graphql';
import { CaseAttachment } from './attachment.entity';
import { attachmentLife } from './attachment.life';

const MEDIA = /^(image\/(jpeg|png|webp|heic)|audio\/(mpeg|wav|mp4|amr)|video\/mp4|application\/pdf)$/;
const MEGABYTE = 1_000_000;

export const attachToCase = (ctx: Context, input: AttachToCaseInput) =>
  act(ctx, CaseAttachment, 'attachToCase', input, async (attaching) => {
    const { clientKey, isInternal, ...file } = input;
    const fault = faultIn(ctx, input);
    if (fault) return fault;
    if (!(await attaching.tx.existsBy(Case, { id: file.caseId }))) return notFound(ctx, 'Case', file.caseId);
    const { caseId, sha256 } = file;
    if (await attaching.tx.existsBy(CaseAttachment, { caseId, sha256, state: 'ATTACHED' })) return twice(ctx);

    return begin(attaching, attachmentLife, 'ATTACH', {
      ...file,
      state: 'ATTACHED',
      // What a resident adds is theirs to see.
      isInternal: attaching.actor.role !== 'RESIDENT' && (isInternal ?? false),
      addedAt: ctx.now,
    });
  });

export const attachCamera = (ctx: Context, input: AttachCameraInput) =>
  act(ctx, CaseAttachment, 'attachCamera', input, async (attaching) => {
    const { caseId, camera } = input;
    if (!/^[\w-]{1,64}$/.test(camera)) return malformed(ctx, 'camera');
    if (!(await attaching.tx.existsBy(Case, { id: caseId }))) return notFound(ctx, 'Case', caseId);

    return begin(attaching, attachmentLife, 'ATTACH', {
      caseId,
      state: 'ATTACHED',
      purpose: 'CAMERA',
      name: camera,
      isInternal: true,
      addedAt: ctx.now,
    });
  });

export const withdrawAttachment = (ctx: Context, input: WithdrawAttachmentInput) =>
  act(ctx, CaseAttachment, 'withdrawAttachment', input, (withdrawing) =>
    take(
      withdrawing,
      attachmentLife,
      { id: input.id, action: 'WITHDRAW', unless: () => blank(ctx, 'reason', input.reason) },
      () => ({ reason: input.reason.trim() }),
    ),
  );

/** What is wrong with a file, as far as it can be told without the file. */
function faultIn(
  ctx: Context,
  { purpose, name, mediaType, sizeBytes, sha256, storageKey }: AttachToCaseInput,
) {
  if (purpose === 'CAMERA') return malformed(ctx, 'purpose');
  // Neither folders nor letters that steer what reads them.
  if (!/^[^/\\\p{C}]{1,200}$/u.test(name) || name.startsWith('.')) return malformed(ctx, 'name');
  if (!MEDIA.test(mediaType)) return malformed(ctx, 'mediaType');
  if (sizeBytes < 1 || sizeBytes > 100 * MEGABYTE) return malformed(ctx, 'sizeBytes');
  if (!/^[0-9a-f]{64}$/.test(sha256)) return malformed(ctx, 'sha256');
  if (!/^[\w-]+([./][\w-]+){0,20}$/.test(storageKey) || storageKey.length > 300)
    return malformed(ctx, 'storageKey');
  return null;
}

const malformed = (ctx: Context, field: string) =>
  invalidInput(ctx, field, {
    en: `"${field}" is not as its description asks.`,
    zh: `“${field}”不符合其说明的要求。`,
  });

const twice = (ctx: Context) =>
  invalidInput(ctx, 'sha256', { en: 'This file is attached already.', zh: '该文件已附上。' });
