import type { HistoryRow } from '@jinlin/history';
import { between, fictionalName, idOf, isChosen, type Random, seededRandom } from '@jinlin/localities';
import { maskName, type Vault } from '@jinlin/privacy';
import type { RepresentativeRole } from '../generated/graphql';
import type { SiteInspection } from '../inspection/inspection.entity';
import { inspectionLife } from '../inspection/inspection.life';
import type { LocalityRules } from '../locality';
import type { SiteAgreement } from '../site-agreement/site-agreement.entity';
import { siteAgreementLife } from '../site-agreement/site-agreement.life';
import type { StudioRepresentative } from '../studio/studio.entity';
import { representativeLife } from '../studio/studio.life';
import { STUDIO } from '../studio/studio.service';
import { lived } from './lived';
import type { LoadedSite } from './sites';

interface Loaded<Row> {
  row: Omit<Row, '__typename'>;
  history: HistoryRow[];
}

export interface LoadedSiteRecords {
  agreements: Loaded<SiteAgreement>[];
  inspections: Loaded<SiteInspection>[];
  representatives: Loaded<StudioRepresentative>[];
}

/** What was agreed about the loaded sites of a locality, found at them, and who receives people there. */
export function livedSiteRecords(
  sites: readonly LoadedSite[],
  rules: LocalityRules,
  vault: Vault,
): LoadedSiteRecords {
  const random = seededRandom(`site records ${rules.code}`);
  const rows = sites.map(({ row }) => row);
  return {
    agreements: rows.flatMap((site) => agreementAbout(site, rules, random)),
    inspections: rows.flatMap((site) => inspectionOf(site, rules, random)),
    representatives: rows
      .filter(({ kind }) => kind === STUDIO)
      .flatMap((site) => roles.map((role) => representativeAt(site, role, vault, random))),
  };
}

type SiteRow = LoadedSite['row'];

const noonOf = (day: string) => new Date(`${day}T12:00:00+08:00`);

/** Duyun has doctors for all its sites for elders (D24). */
function agreementAbout({ id: siteId, kind }: SiteRow, { code, siteKind }: LocalityRules, random: Random) {
  if (code !== '522701' || !siteKind(kind).caresForElders) return [];

  const id = idOf('site-agreement', `${siteId}:MEDICAL`);
  const signedOn = `2022-0${between(random, 1, 6)}-15`;
  const { state, history } = lived(
    siteAgreementLife,
    id,
    { action: 'SIGN', at: noonOf(signedOn), role: 'STREET_COMMANDER', state: 'SIGNED' },
    [],
  );
  const row: Loaded<SiteAgreement>['row'] = {
    id,
    siteId,
    kind: 'MEDICAL',
    state,
    partnerId: idOf('unit', `${code}:health`),
    signedOn,
    endsOn: null,
    endedOn: null,
  };
  return [{ row, history }];
}

/** One post of three lacked something at first (D25); all have the six haves now. */
function inspectionOf({ id: siteId, kind }: SiteRow, { checklists }: LocalityRules, random: Random) {
  const inspectedOn = '2022-05-10';
  return checklists(inspectedOn)
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ key: checklist, ruleVersion, items }): Loaded<SiteInspection> => {
      const id = idOf('site-inspection', `${siteId}:${checklist}`);
      const missing = isChosen(between(random, 0, 2), 3, 1) ? [items.at(-1)!.key] : [];
      const mendedOn = missing.length ? '2022-06-20' : null;
      const { state, history } = lived(
        inspectionLife,
        id,
        {
          action: 'INSPECT',
          at: noonOf(inspectedOn),
          role: 'STREET_COMMANDER',
          state: missing.length ? 'FAILED' : 'PASSED',
          ruleVersion,
          facts: { missing },
        },
        mendedOn
          ? [{ action: 'MEND', at: noonOf(mendedOn), role: 'COMMUNITY_CLERK', facts: { mendedOn } }]
          : [],
      );
      const row = { id, siteId, checklist, ruleVersion, state, inspectedOn, missing, remark: null, mendedOn };
      return { row, history };
    });
}

const roles: readonly RepresentativeRole[] = ['PARTY_DELEGATE', 'PEOPLES_DEPUTY', 'CPPCC_MEMBER'];

function representativeAt(
  { id: siteId, areaId, areaPath }: SiteRow,
  role: RepresentativeRole,
  vault: Vault,
  random: Random,
): Loaded<StudioRepresentative> {
  const id = idOf('studio-representative', `${siteId}:${role}`);
  const name = fictionalName(random);
  const seatedOn = '2022-01-10';
  const { state, history } = lived(
    representativeLife,
    id,
    { action: 'SEAT', at: noonOf(seatedOn), role: 'STREET_COMMANDER', state: 'SERVING' },
    [],
  );
  const row = {
    id,
    siteId,
    role,
    state,
    maskedName: maskName(name),
    sealedName: vault.seal(name),
    seatedOn,
    releasedOn: null,
    areaId,
    areaPath,
  };
  return { row, history };
}
