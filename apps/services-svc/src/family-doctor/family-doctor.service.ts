import { act, begin, take, violates } from '@jinlin/acts';
import { addMonths, dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import { Area } from '@jinlin/replicas';
import type { Context } from '../context';
import { addDays } from '../dates';
import type {
  EndFamilyDoctorInput,
  RenewFamilyDoctorInput,
  SignFamilyDoctorInput,
} from '../generated/graphql';
import { aboveCommunity, afterToday, outOfRange } from '../guards';
import { sealedPerson } from '../person';
import { placeFor } from '../place';
import { doctorsFamiliesOf, isIn } from '../reach';
import { ServiceSite } from '../site/site.entity';
import { kindOf } from '../site/site.kinds';
import { FamilyDoctorContract } from './family-doctor.entity';
import { familyDoctorLife } from './family-doctor.life';

const LARGEST_FAMILY = 20;
/** How many days before its end a contract may be renewed. */
const RENEWED_FROM = 60;

export const signFamilyDoctor = (ctx: Context, input: SignFamilyDoctorInput) =>
  act(ctx, FamilyDoctorContract, 'signFamilyDoctor', input, async (signing) => {
    const { siteId, doctor, name, areaId, people, signedOn } = input;
    const place = await placeFor(ctx, signing, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    if (!place.communityId) return aboveCommunity(ctx);
    const site = await signing.tx.findOneBy(ServiceSite, { id: siteId, state: 'OPEN' });
    if (site?.localityCode !== place.localityCode) return notFound(ctx, 'ServiceSite', siteId);
    const fault =
      notMedical(ctx, site) ??
      blank(ctx, 'doctor', doctor) ??
      blank(ctx, 'name', name) ??
      outOfRange(ctx, 'people', people, 1, LARGEST_FAMILY) ??
      afterToday(ctx, 'signedOn', signedOn);
    if (fault) return fault;

    return begin(signing, familyDoctorLife, 'SIGN', {
      ...place,
      communityId: place.communityId,
      isHousehold: await signing.tx.existsBy(Area, { id: areaId, level: 'HOUSEHOLD' }),
      state: 'SIGNED',
      siteId,
      doctor: doctor.trim(),
      ...sealedPerson(ctx.vault, input),
      personId: input.personId ?? null,
      people,
      groups: [...new Set(input.groups)],
      signedOn,
      endsOn: lastDay(signedOn),
    });
  }).catch((fault) => {
    const once = ['family_doctor_household', 'family_doctor_person'];
    if (once.some((index) => violates(fault, index))) return signedAlready(ctx);
    throw fault;
  });

/** Renewed in time, a contract runs on without a gap. */
export const renewFamilyDoctor = (ctx: Context, input: RenewFamilyDoctorInput) =>
  act(ctx, FamilyDoctorContract, 'renewFamilyDoctor', input, (renewing) => {
    const today = dateIn(ctx.now);
    return take(
      renewing,
      familyDoctorLife,
      {
        id: input.id,
        action: 'RENEW',
        unless: (row) => notTheirs(ctx, row) ?? tooEarly(ctx, row, today),
      },
      ({ endsOn }) => {
        const from = endsOn < today ? today : addDays(endsOn, 1);
        return { set: { endsOn: lastDay(from) }, facts: { from } };
      },
    );
  });

export const endFamilyDoctor = (ctx: Context, input: EndFamilyDoctorInput) =>
  act(ctx, FamilyDoctorContract, 'endFamilyDoctor', input, (ending) =>
    take(
      ending,
      familyDoctorLife,
      {
        id: input.id,
        action: 'END',
        unless: (row) => notTheirs(ctx, row) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ set: { endedOn: dateIn(ctx.now) }, reason: input.reason }),
    ),
  );

/** A contract is for a year: from 1 March to the last of February. */
export const lastDay = (from: string) => addDays(addMonths(from, 12), -1);

const notTheirs = (ctx: Context, row: FamilyDoctorContract) =>
  isIn(doctorsFamiliesOf(ctx), row) ? null : notFound(ctx, 'FamilyDoctorContract', row.id);

function tooEarly(ctx: Context, { endsOn }: FamilyDoctorContract, today: string) {
  const first = addDays(endsOn, -RENEWED_FROM);
  return today >= first
    ? null
    : invalidInput(ctx, 'id', {
        en: `It runs until ${endsOn}, and can be renewed from ${first} on.`,
        zh: `签约至${endsOn}，自${first}起可续约。`,
      });
}

function notMedical(ctx: Context, site: ServiceSite) {
  const { isMedical, title } = kindOf(ctx, site);
  return isMedical
    ? null
    : invalidInput(ctx, 'siteId', {
        en: `Families sign up with a clinic; this is none (${title.en}).`,
        zh: `家庭医生签约机构须为医疗卫生机构，该站点为${title.zh}。`,
      });
}

const signedAlready = (ctx: Context) =>
  invalidInput(ctx, 'areaId', { en: 'This family has a doctor already.', zh: '该家庭已签约家庭医生。' });
