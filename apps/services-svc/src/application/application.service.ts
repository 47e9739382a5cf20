import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import { maskName, type Vault } from '@jinlin/privacy';
import type { Context } from '../context';
import type {
  AcceptMaterialsInput,
  AskForMaterialsInput,
  DecideApplicationInput,
  ForwardApplicationInput,
  GiveApplicationFeedbackInput,
  HandInMaterialsInput,
  OnBehalfInput,
  ReceiveApplicationInput,
  TakeOnApplicationInput,
  WithdrawApplicationInput,
} from '../generated/graphql';
import { aboveCommunity, afterToday, outOfRange } from '../guards';
import { personOf, sealedPerson } from '../person';
import { homeFor } from '../place';
import { applicationsOf, isIn } from '../reach';
import { ServiceApplication } from './application.entity';
import { missingOf, serviceOf } from './application.find';
import { applicationLife } from './application.life';
import type { WindowMaterial, WindowService } from './application.rules';
import { paused, reckon, resumed } from './deadline';

/** A resident applies for themselves, wherever they live; who works at a window, for people of their area. */
export const receiveApplication = (ctx: Context, input: ReceiveApplicationInput) =>
  act(ctx, ServiceApplication, 'receiveApplication', input, async (receiving) => {
    const personId = personOf(receiving, input.personId);
    const place = await homeFor(ctx, receiving, input.areaId);
    if (!place || !isIn(applicationsOf(ctx), { ...place, personId })) {
      return notFound(ctx, 'Area', input.areaId);
    }
    if (!place.communityId) return aboveCommunity(ctx);

    const rules = ctx.localities.named(place.localityCode);
    const catalogue = rules.windowServices(dateIn(ctx.now));
    const service = catalogue?.services.find(({ key }) => key === input.service);
    if (!catalogue || !service) return unknownService(ctx, input.service);
    const materials = [...new Set(input.materials)];
    const fault =
      blank(ctx, 'name', input.name) ??
      unfit(ctx, service, materials) ??
      (input.onBehalf ? notOnBehalf(ctx, service, input.onBehalf) : null);
    if (fault) return fault;

    const { ruleVersion } = catalogue;
    const started = { timeLimit: service.limit, receivedAt: ctx.now, pauses: [] };
    return begin(
      receiving,
      applicationLife,
      'RECEIVE',
      {
        ...place,
        communityId: place.communityId,
        reference: await nextReference(receiving),
        service: service.key,
        state: 'RECEIVED',
        ...sealedPerson(ctx.vault, input),
        ...agent(ctx.vault, input.onBehalf),
        personId,
        materials,
        ...started,
        dueAt: reckon(started, rules.workingCalendar(ctx.now)).dueAt,
        ruleVersion,
      },
      { ruleVersion, facts: { service: service.key, materials, onBehalf: Boolean(input.onBehalf) } },
    );
  });

export const acceptMaterials = (ctx: Context, input: AcceptMaterialsInput) =>
  act(ctx, ServiceApplication, 'acceptMaterials', input, (accepting) =>
    take(accepting, applicationLife, {
      id: input.id,
      action: 'ACCEPT_MATERIALS',
      unless: (row) => beyond(ctx, row) ?? incomplete(ctx, missingOf(ctx, row)),
    }),
  );

export const askForMaterials = (ctx: Context, input: AskForMaterialsInput) =>
  act(ctx, ServiceApplication, 'askForMaterials', input, (asking) =>
    take(
      asking,
      applicationLife,
      {
        id: input.id,
        action: 'ASK_FOR_MATERIALS',
        unless: (row) => beyond(ctx, row) ?? blank(ctx, 'reason', input.reason),
      },
      (row) => ({ set: clocked(ctx, row, paused(row.pauses, ctx.now)), reason: input.reason }),
    ),
  );

export const handInMaterials = (ctx: Context, input: HandInMaterialsInput) =>
  act(ctx, ServiceApplication, 'handInMaterials', input, (handing) =>
    take(
      handing,
      applicationLife,
      {
        id: input.id,
        action: 'HAND_IN_MATERIALS',
        unless: (row) => beyond(ctx, row) ?? unfit(ctx, serviceOf(ctx, row), input.materials),
      },
      (row) => ({
        set: {
          ...clocked(ctx, row, resumed(row.pauses, ctx.now)),
          materials: [...new Set([...row.materials, ...input.materials])],
        },
        facts: { materials: input.materials },
      }),
    ),
  );

export const forwardApplication = (ctx: Context, input: ForwardApplicationInput) =>
  act(ctx, ServiceApplication, 'forwardApplication', input, (forwarding) =>
    take(
      forwarding,
      applicationLife,
      { id: input.id, action: 'FORWARD', unless: (row) => beyond(ctx, row) },
      (row) => {
        const unitId = serviceOf(ctx, row)!.unitId;
        return { set: { unitId }, facts: { unitId } };
      },
    ),
  );

export const takeOnApplication = (ctx: Context, input: TakeOnApplicationInput) =>
  act(ctx, ServiceApplication, 'takeOnApplication', input, (taking) =>
    take(taking, applicationLife, {
      id: input.id,
      action: 'TAKE_ON',
      unless: (row) => beyond(ctx, row),
    }),
  );

export const decideApplication = (ctx: Context, input: DecideApplicationInput) =>
  act(ctx, ServiceApplication, 'decideApplication', input, (deciding) => {
    const { id, outcome, reason } = input;
    return take(
      deciding,
      applicationLife,
      { id, action: 'DECIDE', unless: (row) => beyond(ctx, row) ?? blank(ctx, 'reason', reason) },
      () => ({ set: { decidedAt: ctx.now, outcome }, reason, facts: { outcome } }),
    );
  });

export const giveApplicationFeedback = (ctx: Context, input: GiveApplicationFeedbackInput) =>
  act(ctx, ServiceApplication, 'giveApplicationFeedback', input, (giving) => {
    const rating = input.rating ?? null;
    return take(
      giving,
      applicationLife,
      {
        id: input.id,
        action: 'GIVE_FEEDBACK',
        unless: (row) =>
          beyond(ctx, row) ?? (rating === null ? null : outOfRange(ctx, 'rating', rating, 1, 5)),
      },
      () => ({ set: { rating }, facts: { rating } }),
    );
  });

export const withdrawApplication = (ctx: Context, input: WithdrawApplicationInput) =>
  act(ctx, ServiceApplication, 'withdrawApplication', input, (withdrawing) =>
    take(
      withdrawing,
      applicationLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: (row) => beyond(ctx, row) ?? blank(ctx, 'reason', input.reason),
      },
      // Nothing is wanted any more, so nothing rests.
      (row) => ({ set: clocked(ctx, row, resumed(row.pauses, ctx.now)), reason: input.reason }),
    ),
  );

async function nextReference({ tx, now }: Act) {
  const [{ count }] = await tx.query(`select nextval('service_application_reference') as count`);
  return referenceOf(now, count);
}

/** The number on the receipt (受理号). */
export const referenceOf = (receivedAt: Date, count: number | string) =>
  `SL-${dateIn(receivedAt).slice(0, 4)}-${String(count).padStart(8, '0')}`;

const agent = (vault: Vault, onBehalf: OnBehalfInput | null | undefined) =>
  onBehalf && {
    maskedAgent: maskName(onBehalf.agentName.trim()),
    sealedAgent: vault.seal(onBehalf.agentName.trim()),
    consent: onBehalf.consent,
    consentReference: onBehalf.consentReference.trim(),
    consentedOn: onBehalf.consentedOn,
  };

/** An application with other pauses, and what is due by them. */
function clocked(ctx: Context, row: ServiceApplication, pauses: ServiceApplication['pauses']) {
  const calendar = ctx.localities.named(row.localityCode).workingCalendar(row.receivedAt);
  return { pauses, dueAt: reckon({ ...row, pauses }, calendar).dueAt };
}

const beyond = (ctx: Context, row: ServiceApplication) =>
  isIn(applicationsOf(ctx), row) ? null : notFound(ctx, 'ServiceApplication', row.id);

const unknownService = (ctx: Context, service: string) =>
  invalidInput(ctx, 'service', {
    en: `Nobody can apply for ${service} at this window; see windowServices.`,
    zh: `窗口没有“${service}”这一事项，见 windowServices。`,
  });

/** Materials are named, and each is one that the service asks for. */
function unfit(ctx: Context, service: WindowService | undefined, materials: readonly string[]) {
  const unknown = materials.find((material) => !service?.materials.some(({ key }) => key === material));
  if (materials.length > 0 && unknown === undefined) return null;
  return invalidInput(
    ctx,
    'materials',
    unknown
      ? { en: `The service does not ask for ${unknown}.`, zh: `该事项不需要材料“${unknown}”。` }
      : { en: 'An application comes with materials.', zh: '申请须附材料。' },
  );
}

const notOnBehalf = (ctx: Context, service: WindowService, given: OnBehalfInput) =>
  ctx.actor?.role === 'RESIDENT' || !service.mayBeOnBehalf
    ? invalidInput(ctx, 'onBehalf', {
        en: 'This is applied for in person.',
        zh: '该事项须本人申请。',
      })
    : (blank(ctx, 'agentName', given.agentName) ??
      blank(ctx, 'consentReference', given.consentReference) ??
      afterToday(ctx, 'consentedOn', given.consentedOn));

const incomplete = (ctx: Context, materials: readonly WindowMaterial[]) =>
  materials.length === 0
    ? null
    : refusal(
        'MaterialsMissing',
        'MATERIALS_MISSING',
        say(ctx, {
          en: `Wanting: ${materials.map(({ title }) => title.en).join(', ')}.`,
          zh: `缺少材料：${materials.map(({ title }) => title.zh).join('、')}。`,
        }),
        { materials: [...materials] },
      );
