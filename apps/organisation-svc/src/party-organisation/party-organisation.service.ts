import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { actionNotAllowed, blank, invalidInput, type Listener, notFound } from '@jinlin/graphql';
import { reached } from '../area/area.reach';
import { inFuture } from '../area/area.refusals';
import type { Context } from '../context';
import type {
  CoverAreaInput,
  DissolvePartyOrganisationInput,
  EstablishPartyOrganisationInput,
} from '../generated/graphql';
import { PartyCoverage } from './party-coverage.entity';
import { PartyOrganisation } from './party-organisation.entity';
import { partyOrganisationLife } from './party-organisation.life';

export const establishPartyOrganisation = (ctx: Context, input: EstablishPartyOrganisationInput) =>
  act(ctx, PartyOrganisation, 'establishPartyOrganisation', input, async (establishing) => {
    const { kind, areaId, parentId, on } = input;
    const coverage = input.coverage ?? [{ areaId, kind: 'OWN' as const }];
    for (const id of [areaId, ...coverage.map((covered) => covered.areaId)]) {
      if (!(await reached(establishing, id))) return notFound(ctx, 'Area', id);
    }
    const parent = parentId ? await lock(establishing, PartyOrganisation, parentId) : null;
    if (parentId && parent?.state !== 'ACTIVE') return notFound(ctx, 'PartyOrganisation', parentId);

    const fault =
      blank(ctx, 'name', input.name) ?? inFuture(establishing, 'on', on) ?? coveredTwice(ctx, coverage);
    if (fault) return fault;

    const organisation = await begin(establishing, partyOrganisationLife, 'ESTABLISH', {
      name: input.name.trim(),
      kind,
      state: 'ACTIVE',
      areaId,
      parentId: parentId ?? null,
      establishedOn: on,
    });
    await establishing.tx
      .getRepository(PartyCoverage)
      .insert(coverage.map((covered) => ({ ...covered, partyOrganisationId: organisation.id })));
    return organisation;
  });

export const coverArea = (ctx: Context, input: CoverAreaInput) =>
  act(ctx, PartyOrganisation, 'coverArea', input, async (covering) => {
    const { id, areaId, kind } = input;
    if (!(await reached(covering, areaId))) return notFound(ctx, 'Area', areaId);

    return take(
      covering,
      partyOrganisationLife,
      { id, action: 'COVER', unless: (organisation) => outside(covering, organisation) },
      async () => {
        await covering.tx.getRepository(PartyCoverage).save({ partyOrganisationId: id, areaId, kind });
        return { facts: { areaId, kind } };
      },
    );
  });

export const dissolvePartyOrganisation = (ctx: Context, input: DissolvePartyOrganisationInput) =>
  act(ctx, PartyOrganisation, 'dissolvePartyOrganisation', input, (dissolving) =>
    take(
      dissolving,
      partyOrganisationLife,
      {
        id: input.id,
        action: 'DISSOLVE',
        unless: async (organisation) =>
          (await outside(dissolving, organisation)) ??
          blank(ctx, 'reason', input.reason) ??
          inFuture(dissolving, 'on', input.on) ??
          beforeItWasEstablished(ctx, organisation, input.on) ??
          (await hasOthersBelow(dissolving, organisation)),
      },
      () => ({ set: { dissolvedOn: input.on }, reason: input.reason, facts: { on: input.on } }),
    ),
  );

/** An organisation is within reach when its seat is. */
const outside = async (acting: Act, { id, areaId }: PartyOrganisation) =>
  (await reached(acting, areaId)) ? null : notFound(acting, 'PartyOrganisation', id);

const hasOthersBelow = async (acting: Act, { id, state }: PartyOrganisation) =>
  (await acting.tx.existsBy(PartyOrganisation, { parentId: id, state: 'ACTIVE' }))
    ? actionNotAllowed(acting, 'DISSOLVE', state)
    : null;

const beforeItWasEstablished = (ctx: Listener, { establishedOn }: PartyOrganisation, day: string) =>
  day >= establishedOn
    ? null
    : invalidInput(ctx, 'on', {
        en: `"on" must not be before ${establishedOn}, when it was established.`,
        zh: `“on”不得早于成立日 ${establishedOn}。`,
      });

function coveredTwice(ctx: Listener, coverage: readonly { areaId: string }[]) {
  const ids = coverage.map(({ areaId }) => areaId);
  if (new Set(ids).size === ids.length) return null;
  return invalidInput(ctx, 'coverage', {
    en: 'Each area is covered in one way; one is named twice.',
    zh: '每个区域只能有一种覆盖方式；有区域重复。',
  });
}
