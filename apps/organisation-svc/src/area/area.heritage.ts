import type { Act } from '@jinlin/acts';
import { type Listener, refusal, say } from '@jinlin/graphql';
import { agreementEstate } from '../agreement/agreement.estate';
import { allianceEstate } from '../alliance/alliance.estate';
import { endAppointmentsAt } from '../appointment/appointment.estate';
import { brandEstate } from '../brand/brand.estate';
import { committeeEstate } from '../committee/committee.estate';
import { communityEnterpriseEstate } from '../community-enterprise/community-enterprise.estate';
import { communityWorkerEstate } from '../community-worker/community-worker.estate';
import { deploymentCallEstate, deploymentEstate } from '../deployment/deployment.estate';
import { settleSupervisionAt } from '../duty/duty.estate';
import { emergencyPeriodEstate } from '../emergency/emergency.estate';
import {
  assessmentItemEstate,
  entryRequestEstate,
  sentDownMatterEstate,
  withdrawEntryListsAt,
} from '../entry-list/entry-list.estate';
import { annualAssessmentEstate, evaluationRoundEstate } from '../evaluation/evaluation.estate';
import { withdrawDraftsAt } from '../finance-disclosure/finance-disclosure.estate';
import { withdrawMatchingsAt } from '../first-secretary/matching.estate';
import { gridPlacementEstate } from '../grid-placement/grid-placement.estate';
import { honourEstate } from '../honour/honour.estate';
import { revokeHouseCodesAt } from '../house-code/house-code.estate';
import { jointActivityEstate } from '../joint-activity/joint-activity.estate';
import { discardPairingsAt, pairingEstate } from '../pairing/pairing.estate';
import {
  coverInstead,
  coveringFromElsewhere,
  endCoverage,
  partyOrganisationEstate,
} from '../party-organisation/party-organisation.estate';
import { peopleFollow } from '../person/person.estate';
import { planItemEstate } from '../plan-item/plan-item.estate';
import { policyDocumentEstate } from '../policy-document/policy-document.estate';
import { endPowerListsAt } from '../power-list/power-list.estate';
import { publicationEstate } from '../publication/publication.estate';
import { registrationEstate } from '../registration/registration.estate';
import { endResidentRegistrationsAt } from '../resident-registration/resident-registration.estate';
import { responsibilityAreaEstate, takeOutPlacesAt } from '../responsibility-area/responsibility-area.estate';
import { failSelectionsAt } from '../selection/selection.estate';
import { serviceItemEstate } from '../service-item/service-item.estate';
import { streetBodyEstate } from '../street-body/street-body.estate';
import { trainingCourseEstate } from '../training/training.estate';
import { twoWayOrderEstate } from '../two-way-order/two-way-order.estate';
import { unitEstate } from '../unit/unit.estate';
import { unitLinkEstate } from '../unit-link/unit-link.estate';
import type { Area } from './area.entity';
import type { Estate, Standing } from './area.estate';

/** What must pass on when its area ends. All else stays with the area that it happened at, and stays readable there. */
const estates = [
  partyOrganisationEstate,
  unitEstate,
  registrationEstate,
  unitLinkEstate,
  pairingEstate,
  serviceItemEstate,
  planItemEstate,
  policyDocumentEstate,
  allianceEstate,
  agreementEstate,
  twoWayOrderEstate,
  jointActivityEstate,
  brandEstate,
  gridPlacementEstate,
  communityWorkerEstate,
  evaluationRoundEstate,
  annualAssessmentEstate,
  honourEstate,
  trainingCourseEstate,
  communityEnterpriseEstate,
  streetBodyEstate,
  committeeEstate,
  deploymentCallEstate,
  deploymentEstate,
  responsibilityAreaEstate,
  publicationEstate,
  sentDownMatterEstate,
  entryRequestEstate,
  assessmentItemEstate,
  emergencyPeriodEstate,
] as const;

/** What ends with its area: what came after begins with its own. */
const endings: readonly ((act: Act, areaIds: readonly string[], on: string) => Promise<unknown>)[] = [
  endAppointmentsAt,
  revokeHouseCodesAt,
  endResidentRegistrationsAt,
  discardPairingsAt,
  withdrawMatchingsAt,
  settleSupervisionAt,
  takeOutPlacesAt,
  endPowerListsAt,
  withdrawDraftsAt,
  withdrawEntryListsAt,
  failSelectionsAt,
];

type Heirloom = Awaited<ReturnType<(typeof estates)[number]['standingAt']>>[number];

/** What stands at areas that end, kind by kind. */
export interface Heritage {
  estate: Estate;
  rows: Heirloom[];
}

/** All that stands at areas and must not be left behind when they end. */
export async function heritageOf(act: Act, areaIds: readonly string[]): Promise<Heritage[]> {
  const found: Heritage[] = [];
  for (const estate of estates) {
    const rows = await estate.standingAt(act, areaIds);
    // Each kind is handed back only to the estate that found it.
    if (rows.length > 0) found.push({ estate: estate as unknown as Estate, rows });
  }
  return found;
}

/** Who takes what: `heirOf` names the heir of each thing, `rest` the area that takes what is not named. */
interface Inheritance {
  from: readonly Area[];
  into: readonly Area[];
  on: string;
  heritage: readonly Heritage[];
  heirOf: (thing: Standing) => Area;
  rest: Area | null;
}

/** Passes on all that stood at areas that end, and ends what ends with them. */
export async function bequeath(act: Act, { from, into, on, heritage, heirOf, rest }: Inheritance) {
  const ended = from.map(({ id }) => id);
  const covering = await coveringFromElsewhere(act, ended);
  for (const { estate, rows } of heritage) {
    for (const heir of into) {
      const taken = rows.filter((row) => heirOf(row) === heir);
      if (taken.length > 0) await estate.passOn(act, taken, heir, on);
    }
  }
  await coverInstead(
    act,
    covering,
    into.map(({ id }) => id),
    on,
  );
  await endWith(act, ended, on);
  if (!rest) return;

  for (const id of ended) await peopleFollow(act, id, rest, on);
  await tellOfHeirs(act, ended, rest);
}

/** Ends what ends with its area. */
export async function endWith(act: Act, areaIds: readonly string[], on: string) {
  await endCoverage(act, areaIds, on);
  for (const end of endings) await end(act, areaIds, on);
}

/** Tells the other services who takes what they keep at areas that have ended, once they have been told of the heir. */
const tellOfHeirs = ({ tx, now }: Act, ids: readonly string[], { id }: Area) =>
  tx.query(TELL_OF_HEIRS, [ids, id, now]);

const TELL_OF_HEIRS = /* SQL */ `
  insert into outbox (type, subject, at, data)
  select 'area.bequeath', id, $3, jsonb_build_object(
    'code', code, 'name', name, 'level', level, 'parentId', parent_id, 'path', path, 'urban', urban,
    'householdCount', household_count, 'validFrom', valid_from, 'validTo', valid_to, 'heirId', $2::uuid)
  from area where id = any($1::uuid[])
`;

/** How many records a refusal shows; it says how many there are. */
const SHOWN = 100;

/** Refuses what would leave something at an area that ends. */
export function withoutSuccessor(ctx: Listener, heritage: readonly Heritage[]) {
  const left = heritage.filter(({ rows }) => rows.length > 0);
  const records = left.flatMap(({ rows }) => rows);
  if (records.length === 0) return null;

  const told = (language: 'en' | 'zh') =>
    left
      .map(({ estate: { title }, rows }) => {
        const names = rows.flatMap((row) => ('name' in row ? row.name : [])).slice(0, 5);
        const examples = names.length > 0 ? ` (${names.join(', ')})` : '';
        return language === 'en'
          ? `${rows.length} ${title.en}${examples}`
          : `${title.zh} ${rows.length} 个${examples}`;
      })
      .join(language === 'en' ? ', ' : '、');
  return refusal(
    'WithoutSuccessor',
    'WITHOUT_SUCCESSOR',
    say(ctx, {
      en: `No successor is named for what stands there: ${told('en')}.`,
      zh: `以下事项未指定承接区域：${told('zh')}。`,
    }),
    { records: records.slice(0, SHOWN), count: records.length },
  );
}
