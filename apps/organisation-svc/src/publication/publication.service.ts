import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, holdsPersonalNumber, invalidInput, type Listener, notFound, tooLong } from '@jinlin/graphql';
import { areaLevels } from '@jinlin/localities';
import type { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  DraftPublicationInput,
  PublishPublicationInput,
  ReturnPublicationInput,
  RevisePublicationInput,
  SubmitPublicationInput,
  WithdrawPublicationInput,
} from '../generated/graphql';
import { Publication } from './publication.entity';
import { publicationLife } from './publication.life';

const TITLE_AT_MOST = 100;
const TEXT_AT_MOST = 10_000;

export const draftPublication = (ctx: Context, input: DraftPublicationInput) =>
  act(ctx, Publication, 'draftPublication', input, async (drafting) => {
    const { areaId, kind } = input;
    const place = await reached(drafting, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);

    const kinds = ctx.localities.holding(place.code)?.publicationKinds ?? [];
    const known = kinds.find(({ code }) => code === kind);
    const fault =
      tooLow(ctx, place) ?? (known ? null : unknownKind(ctx, kind, kinds)) ?? unfit(drafting, input);
    if (fault) return fault;

    return begin(drafting, publicationLife, 'DRAFT', {
      state: 'DRAFT',
      kind,
      isForHouseholds: known!.isForHouseholds,
      areaId,
      draftedOn: dateIn(ctx.now),
      publishedOn: null,
      ...written(input),
    });
  });

export const revisePublication = (ctx: Context, input: RevisePublicationInput) =>
  act(ctx, Publication, 'revisePublication', input, (revising) =>
    take(
      revising,
      publicationLife,
      {
        id: input.id,
        action: 'REVISE',
        unless: async (publication) => (await beyondReach(revising, publication)) ?? unfit(revising, input),
      },
      () => ({ set: written(input) }),
    ),
  );

export const submitPublication = (ctx: Context, input: SubmitPublicationInput) =>
  act(ctx, Publication, 'submitPublication', input, (submitting) =>
    take(submitting, publicationLife, {
      id: input.id,
      action: 'SUBMIT',
      unless: (publication) => beyondReach(submitting, publication),
    }),
  );

export const returnPublication = (ctx: Context, input: ReturnPublicationInput) =>
  act(ctx, Publication, 'returnPublication', input, (returning) =>
    take(
      returning,
      publicationLife,
      {
        id: input.id,
        action: 'RETURN',
        unless: async (publication) =>
          (await beyondReach(returning, publication)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const publishPublication = (ctx: Context, input: PublishPublicationInput) =>
  act(ctx, Publication, 'publishPublication', input, (publishing) =>
    take(
      publishing,
      publicationLife,
      {
        id: input.id,
        action: 'PUBLISH',
        unless: async (publication) =>
          (await beyondReach(publishing, publication)) ?? over(publishing, 'id', publication.untilOn),
      },
      () => ({ set: { publishedOn: dateIn(ctx.now) } }),
    ),
  );

export const withdrawPublication = (ctx: Context, input: WithdrawPublicationInput) =>
  act(ctx, Publication, 'withdrawPublication', input, (withdrawing) =>
    take(
      withdrawing,
      publicationLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (publication) =>
          (await beyondReach(withdrawing, publication)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

type Written = Pick<DraftPublicationInput, 'title' | 'text' | 'until'>;

const written = ({ title, text, until }: Written) => ({
  title: title.trim(),
  text: text.trim(),
  untilOn: until ?? null,
});

const tooLow = (ctx: Listener, { level, name }: Area) =>
  areaLevels.indexOf(level) <= areaLevels.indexOf('COMPOUND')
    ? null
    : invalidInput(ctx, 'areaId', {
        en: `Compounds, communities and areas above publish; ${name} is a ${level}.`,
        zh: `稿件由小区、社区及以上刊发；${name}的层级为 ${level}。`,
      });

const unknownKind = (ctx: Listener, kind: string, kinds: readonly { code: string }[]) =>
  invalidInput(ctx, 'kind', {
    en: `${kind} is not published here; what is: ${kinds.map(({ code }) => code).join(', ') || 'nothing'}.`,
    zh: `本地不刊发 ${kind}；可选：${kinds.map(({ code }) => code).join('、') || '无'}。`,
  });

const unfit = (act: Act, { title, text, until }: Written) =>
  blank(act, 'title', title) ??
  tooLong(act, 'title', title, TITLE_AT_MOST) ??
  personal(act, 'title', title) ??
  blank(act, 'text', text) ??
  tooLong(act, 'text', text, TEXT_AT_MOST) ??
  personal(act, 'text', text) ??
  over(act, 'until', until);

/** What everybody is going to read names nobody by number; the number is not repeated. */
const personal = (ctx: Listener, field: string, text: string) =>
  holdsPersonalNumber(text)
    ? invalidInput(ctx, field, {
        en: `"${field}" holds a mobile or identity number; leave it out.`,
        zh: `“${field}”中含有手机号码或身份证号码；请删去。`,
      })
    : null;

const over = (act: Act, field: string, until: string | null | undefined) =>
  !until || until >= dateIn(act.now)
    ? null
    : invalidInput(act, field, {
        en: `${until}, the last day on which it would count, is over.`,
        zh: `有效期截止日 ${until} 已过。`,
      });
