import { randomUUID } from 'node:crypto';
import { type Act, act, begin, lockName, reaching, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, forbidden, invalidInput, isRefusal, refusal, say } from '@jinlin/graphql';
import { maskName, maskPhone } from '@jinlin/privacy';
import { In } from 'typeorm';
import { beyondReach } from '../area/area.reach';
import type { Context } from '../context';
import type {
  ConfirmResidentRegistrationInput,
  EndResidentRegistrationInput,
  RegisterByHouseCodeInput,
  RejectResidentRegistrationInput,
  ResidentInClear,
  WithdrawResidentRegistrationInput,
} from '../generated/graphql';
import { afterToday } from '../guards';
import { codeIn } from '../house-code/code';
import { HouseCode } from '../house-code/house-code.entity';
import { houseCodeRevoked, noSuchCode } from '../house-code/house-code.find';
import { enrol } from '../person/person.service';
import { ResidentRegistration, ResidentSecret } from './resident-registration.entity';
import { residentRegistrationLife } from './resident-registration.life';

/** How many may wait for the grid at one household. */
const WAITING_AT_MOST = 20;

/** How many one person may hand in a day: a large family, and some mistakes. */
const A_DAY_AT_MOST = 10;

/** Below this age a guardian must consent (PIPL, article 31). */
const AGE_OF_CONSENT = 14;

export const registerByHouseCode = (ctx: Context, input: RegisterByHouseCodeInput) =>
  act(ctx, ResidentRegistration, 'registerByHouseCode', input, async (registering) => {
    const { tx, actor, now } = registering;
    const code = await tx.findOneBy(HouseCode, { code: codeIn(input.code) });
    if (!code) return noSuchCode(ctx);
    if (code.state === 'REVOKED') return houseCodeRevoked(ctx, code);
    if (actor.role === 'RESIDENT' && !actor.personId) {
      throw forbidden('Only a token that speaks for a person may register somebody.');
    }

    const today = dateIn(now);
    const birthDate = bornOn(input);
    const fault =
      blank(ctx, 'name', input.name) ??
      birthDayMissing(ctx, birthDate) ??
      afterToday(registering, 'birthDate', birthDate!) ??
      consentMissing(ctx, input, birthDate! > yearsBefore(today, AGE_OF_CONSENT)) ??
      wrongReturn(registering, input);
    if (fault) return fault;

    await lockName(tx, `registration at household ${code.areaId}`);
    const name = input.name.trim();
    const registrantId = actor.personId;
    const likeness = ctx.vault.hash(`${code.areaId} ${input.identityNumber ?? `${name} ${birthDate}`}`);
    const tooMuch =
      (await handedInAlready(registering, likeness)) ?? (await tooMany(registering, code.areaId, today));
    if (tooMuch) return tooMuch;

    const id = randomUUID();
    await sealAway(ctx, registering, { id, areaId: code.areaId, inClear: inClearOf(input, birthDate!) });
    return begin(
      registering,
      residentRegistrationLife,
      'REGISTER',
      {
        id,
        state: 'SUBMITTED',
        kind: input.kind,
        houseCodeId: code.id,
        areaId: code.areaId,
        maskedName: maskName(name),
        maskedPhone: input.phone ? maskPhone(input.phone) : null,
        birthYear: Number(birthDate!.slice(0, 4)),
        registeredOn: today,
        returnedOn: input.returnedOn ?? null,
        registrantId,
        personId: null,
        likeness,
      },
      { facts: { consents: true, guardianConsents: input.guardianConsents ?? false } },
    );
  });

const inClearOf = (
  { name, phone, identityNumber, cameFrom }: RegisterByHouseCodeInput,
  birthDate: string,
): ResidentInClear => ({
  name: name.trim(),
  phone: phone ?? null,
  identityNumber: identityNumber ?? null,
  birthDate,
  cameFrom: cameFrom?.trim() || null,
});

/** What tells who somebody is lies apart, sealed, under the id of the registration. */
const sealAway = (
  { vault }: Context,
  { tx, actor }: Act,
  { id, areaId, inClear }: { id: string; areaId: string; inClear: ResidentInClear },
) =>
  tx.insert(ResidentSecret, {
    id,
    areaId,
    registrantId: actor.personId,
    sealed: vault.seal(JSON.stringify(inClear)),
  });

export const confirmResidentRegistration = (ctx: Context, input: ConfirmResidentRegistrationInput) =>
  act(ctx, ResidentRegistration, 'confirmResidentRegistration', input, async (confirming) => {
    const { tx } = confirming;
    const confirmed = await take(
      confirming,
      residentRegistrationLife,
      {
        id: input.id,
        action: 'CONFIRM',
        unless: async (registration) => {
          const elsewhere = await beyondReach(confirming, registration);
          if (elsewhere) return elsewhere;
          await lockName(tx, `registration at household ${registration.areaId}`);
          return confirmedAlready(confirming, registration);
        },
      },
      async ({ id, areaId }) => {
        const { sealed } = await tx.findOneByOrFail(ResidentSecret, { id });
        return { set: { personId: await personOf(ctx, confirming, areaId, sealed) } };
      },
    );
    if (isRefusal(confirmed)) return confirmed;

    await count(confirming, confirmed, 1);
    return confirmed;
  });

export const rejectResidentRegistration = (ctx: Context, input: RejectResidentRegistrationInput) =>
  act(ctx, ResidentRegistration, 'rejectResidentRegistration', input, (rejecting) =>
    take(
      rejecting,
      residentRegistrationLife,
      {
        id: input.id,
        action: 'REJECT',
        unless: async (registration) =>
          (await beyondReach(rejecting, registration)) ?? blank(ctx, 'reason', input.reason),
      },
      async (registration) => ({ set: await erased(rejecting, registration), reason: input.reason }),
    ),
  );

/** Row-level security shows a registration to who handed it in, and to the area: both may take it back. */
export const withdrawResidentRegistration = (ctx: Context, input: WithdrawResidentRegistrationInput) =>
  act(ctx, ResidentRegistration, 'withdrawResidentRegistration', input, (withdrawing) =>
    take(
      withdrawing,
      residentRegistrationLife,
      { id: input.id, action: 'WITHDRAW' },
      async (registration) => ({
        set: await erased(withdrawing, registration),
      }),
    ),
  );

export const endResidentRegistration = (ctx: Context, input: EndResidentRegistrationInput) =>
  act(ctx, ResidentRegistration, 'endResidentRegistration', input, async (ending) => {
    const ended = await take(
      ending,
      residentRegistrationLife,
      {
        id: input.id,
        action: 'END',
        unless: async (registration) =>
          (await beyondReach(ending, registration)) ?? blank(ctx, 'reason', input.reason),
      },
      async ({ id }) => {
        await ending.tx.delete(ResidentSecret, { id });
        return { reason: input.reason };
      },
    );
    if (isRefusal(ended)) return ended;

    await count(ending, ended, -1);
    return ended;
  });

/** The day of birth, which an identity number holds. */
const bornOn = ({ identityNumber, birthDate }: RegisterByHouseCodeInput) =>
  identityNumber ? identityNumber.replace(/^.{6}(....)(..)(..).*$/, '$1-$2-$3') : (birthDate ?? null);

const yearsBefore = (day: string, years: number) => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;

const birthDayMissing = (ctx: Context, birthDate: string | null) =>
  birthDate
    ? null
    : invalidInput(ctx, 'birthDate', {
        en: 'Give the day of birth or the identity number: for whoever is under 14 a guardian must consent.',
        zh: '请提供出生日期或身份证号码：未满十四周岁须由监护人同意。',
      });

function consentMissing(
  ctx: Context,
  { consents, guardianConsents }: RegisterByHouseCodeInput,
  isMinor: boolean,
) {
  if (consents && (!isMinor || guardianConsents)) return null;
  return refusal(
    'ConsentMissing',
    'CONSENT_MISSING',
    consents
      ? say(ctx, {
          en: 'Whoever is under 14 is registered only with the consent of a guardian.',
          zh: '未满十四周岁的，须经监护人同意方可登记。',
        })
      : say(ctx, { en: 'Nobody is registered without consent.', zh: '未经本人同意不得登记。' }),
    { isGuardians: consents },
  );
}

function wrongReturn(registering: Act, { kind, returnedOn, cameFrom }: RegisterByHouseCodeInput) {
  if (kind === 'RESIDENT' && (returnedOn || cameFrom)) {
    return invalidInput(registering, 'kind', {
      en: 'Only a RETURNEE has come back from somewhere.',
      zh: '只有 RETURNEE（返乡人员）才填写返乡信息。',
    });
  }
  return returnedOn ? afterToday(registering, 'returnedOn', returnedOn) : null;
}

/**
 * Who handed in the same before is told so. That somebody else did is for the grid alone to know: whoever holds the
 * code of a door cannot ask by it who lives there.
 */
async function handedInAlready({ tx, actor, ...ctx }: Act, likeness: Buffer) {
  if (!actor.personId) return null;
  const registration = await tx.findOneBy(ResidentRegistration, {
    likeness,
    registrantId: actor.personId,
    state: In(['SUBMITTED', 'CONFIRMED']),
  });
  return registration && registeredAlready(ctx, registration);
}

/** Counts over everybody's registrations, of which whoever registers sees only their own. */
async function tooMany(registering: Act, areaId: string, today: string) {
  const { tx, actor } = registering;
  const [{ waiting, today: handedIn }] = await reaching(registering, { reach: 'ALL' }, () =>
    tx.query(HANDED_IN, [areaId, actor.personId, today]),
  );

  const isResident = actor.role === 'RESIDENT';
  const atMost =
    waiting >= WAITING_AT_MOST
      ? WAITING_AT_MOST
      : isResident && handedIn >= A_DAY_AT_MOST
        ? A_DAY_AT_MOST
        : null;
  if (atMost === null) return null;
  return refusal(
    'TooManyRegistrations',
    'TOO_MANY_REGISTRATIONS',
    say(registering, {
      en: `No more than ${atMost} registrations are taken; wait until the grid has gone through them, or until tomorrow.`,
      zh: `登记不得超过 ${atMost} 人；请等待网格核实，或于明日再登记。`,
    }),
    { atMost },
  );
}

const HANDED_IN = /* SQL */ `
  select count(*) filter (where area_id = $1 and state = 'SUBMITTED') as waiting,
         count(*) filter (where registrant_id = $2 and registered_on = $3) as today
  from resident_registration where area_id = $1 or registrant_id = $2
`;

async function confirmedAlready({ tx, ...ctx }: Act, { likeness }: ResidentRegistration) {
  if (likeness === null) return null;
  const registration = await tx.findOneBy(ResidentRegistration, { likeness, state: 'CONFIRMED' });
  return registration && registeredAlready(ctx, registration);
}

const registeredAlready = (ctx: Pick<Act, 'language'>, registration: ResidentRegistration) =>
  refusal(
    'RegisteredAlready',
    'REGISTERED_ALREADY',
    say(ctx, { en: 'The same person is registered at this household.', zh: '此人已在该户登记。' }),
    { registration },
  );

/** Whoever is on the register under the identity number is that person; anybody else is taken onto it. */
async function personOf(ctx: Context, confirming: Act, areaId: string, sealed: Buffer) {
  const { name, phone, identityNumber, birthDate }: ResidentInClear = JSON.parse(ctx.vault.open(sealed));
  const birthYear = Number(birthDate!.slice(0, 4));
  const person = await enrol(ctx, confirming, { name, phone, identityNumber, areaId, birthYear });
  if (!isRefusal(person)) return person.id;
  if ('personId' in person) return person.personId;
  throw new Error(`Who registered at a household cannot be enrolled: ${person.code}.`);
}

/** What is shown of somebody whose data are erased. */
export const NOBODY = { maskedName: '*', maskedPhone: null, birthYear: null, likeness: null };

/** Erases what was given of somebody: the seal with what is in it, and all that was shown masked. */
async function erased({ tx }: Act, { id }: ResidentRegistration) {
  await tx.delete(ResidentSecret, { id });
  return NOBODY;
}

const count = ({ tx }: Act, { areaId }: ResidentRegistration, change: 1 | -1) =>
  tx.query(
    `insert into household_register (area_id, residents) values ($1, greatest($2, 0))
     on conflict (area_id) do update set residents = household_register.residents + $2`,
    [areaId, change],
  );
