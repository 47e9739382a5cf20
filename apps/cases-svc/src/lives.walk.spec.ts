import { randomUUID } from 'node:crypto';
import type { Actor } from '@jinlin/identity';
import { anActor, NOW, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { attachmentStates } from './attachment/attachment.states';
import { aSignedCase, run as runCase } from './case/case.testing';
import { centreWindowStates } from './centre/centre.states';
import { commandMessageStates } from './command/command.states';
import { councilStates } from './council/council.states';
import { exclusionStates } from './exclusion/exclusion.states';
import { integratorKeyStates, integratorStates } from './integrator/integrator.states';
import { anIntegrator } from './integrator/integrator.testing';
import { localities } from './locality';
import { aCouncil } from './meeting/meeting.testing';
import { neighbourCallStates } from './neighbour-call/neighbour-call.states';
import { noteStates } from './note/note.states';
import { partStates } from './part/part.states';
import { aPart } from './part/part.testing';
import { tickProposals } from './proposal/proposal.clock';
import { proposalStates } from './proposal/proposal.states';
import { tables } from './tables';
import { aCase, anArea, ask, aUnit, CATEGORY } from './testing';
import { topicStates } from './topic/topic.states';
import { expectWalk, historyOf } from './walk.testing';
import { webhookStates } from './webhook/webhook.states';

const db = testDatabase(tables);

/** What may be tried on a record, by whom. */
type Try = [act: string, actor: Actor, input?: object];

const run = async (act: string, actor: Actor, input: object, now = NOW) => {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${act}(input: $input) { __typename } }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, { actor, now }))[act];
};

/** The record of a type that was begun last: each test begins one. */
const lastOf = async (type: string): Promise<string> =>
  (
    await db.query(
      `select record_id from history where record_type = $1 and sequence = 1 order by at desc, ctid desc limit 1`,
      [type],
    )
  )[0].record_id;

const WALKS = [
  {
    what: 'a part of a case',
    states: partStates,
    start: 'DISPATCHED',
    begin: async () => {
      const { id, partId, helping, hotline } = await aPart(db);
      const tries: Try[] = [
        ['signPart', helping],
        ['returnPart', helping, { legalBasis: '目录' }],
        ['finishPart', helping, { result: '已办' }],
        ['withdrawCase', hotline, { id, reason: '撤回' }],
      ];
      return { id: partId, tries };
    },
  },
  {
    what: 'an exclusion',
    states: exclusionStates,
    start: 'PROPOSED',
    begin: async () => {
      const { id: caseId, clerk, hotline } = await aSignedCase(db);
      await run('proposeExclusion', clerk, { caseId, kind: 'IN_COURT', evidence: '立案通知' });
      const tries: Try[] = [
        ['decideExclusion', hotline, { grant: true, remark: '属实' }],
        ['decideExclusion', hotline, { grant: false, remark: '不实' }],
      ];
      return { id: await lastOf('CaseExclusion'), tries };
    },
  },
  {
    what: 'an attachment',
    states: attachmentStates,
    start: 'ATTACHED',
    begin: async () => {
      const { id: caseId, community, clerk } = await aSignedCase(db);
      await run('attachCamera', community, { caseId, camera: 'CAM-1' });
      const tries: Try[] = [['withdrawAttachment', clerk, { reason: '误附' }]];
      return { id: await lastOf('CaseAttachment'), tries };
    },
  },
  {
    what: 'a note',
    states: noteStates,
    start: 'WRITTEN',
    begin: async () => {
      const { id: caseId, clerk } = await aSignedCase(db);
      await run('writeCaseNote', clerk, { caseId, audience: 'PUBLIC', text: '已到场' });
      const tries: Try[] = [['withdrawCaseNote', clerk, { reason: '误发' }]];
      return { id: await lastOf('CaseNote'), tries };
    },
  },
  {
    what: 'a proposal for a compound',
    states: proposalStates,
    start: 'RAISED',
    begin: async () => {
      const compound = await anArea(db, { level: 'COMPOUND', code: '350322100001C001' });
      const place = { localityCode: '350322', areaId: compound.id, areaPath: compound.path };
      for (let i = 0; i < 3; i++) await aCase(db, { ...place, requestType: 'COMPLAINT' });
      await tickProposals(db, localities, NOW);
      const leader = anActor('LEADER', { areaId: compound.id });
      const tries: Try[] = [
        ['acceptProposal', leader, { measure: 'MEDIATION', remark: '调解' }],
        ['declineProposal', leader, { reason: '已解决' }],
        ['finishProposal', anActor('COMMUNITY_CLERK', { areaId: compound.id }), { result: '已落实' }],
      ];
      return { id: await lastOf('GovernanceProposal'), tries };
    },
  },
  {
    what: 'a topic',
    states: topicStates,
    start: 'CHOSEN',
    begin: async () => {
      const [street, unit] = [await anArea(db, { level: 'TOWNSHIP', code: '510522001' }), await aUnit(db)];
      const leader = anActor('LEADER', { areaId: street.id });
      const topic = { areaId: street.id, month: '2026-11-01', category: CATEGORY, title: '专题' };
      await run('chooseTopic', leader, { ...topic, leadUnitId: unit.id });
      const tries: Try[] = [
        ['settleTopic', leader, { result: '已解决' }],
        ['dropTopic', leader, { reason: '并入' }],
      ];
      return { id: await lastOf('Topic'), tries };
    },
  },
  {
    what: 'a neighbour’s call',
    states: neighbourCallStates,
    start: 'RINGING',
    begin: async () => {
      const grid = await anArea(db, { code: '350322100001001' });
      const hotline = anActor('HOTLINE_CLERK', { areaId: grid.id });
      const given = { areaId: grid.id, channel: 'good-neighbour', category: '0203', title: '漏水' };
      await runCase(db, 'openCase', given, { actor: hotline });
      const tries: Try[] = [
        ['answerNeighbourCall', hotline],
        ['passOnNeighbourCall', hotline, { reason: '在外' }],
        ['finishNeighbourCall', hotline, { result: '已修好' }],
      ];
      return { id: await lastOf('NeighbourCall'), tries };
    },
  },
  {
    what: 'a window',
    states: centreWindowStates,
    start: 'OPEN',
    begin: async () => {
      const county = await anArea(db, { level: 'COUNTY', code: '522701' });
      const leader = anActor('LEADER', { areaId: county.id });
      await run('openCentreWindow', leader, { areaId: county.id, number: 1, title: '信访接待' });
      const tries: Try[] = [['closeCentreWindow', leader, { reason: '撤并' }]];
      return { id: await lastOf('CentreWindow'), tries };
    },
  },
  {
    what: 'a message of command',
    states: commandMessageStates,
    start: 'SENT',
    begin: async () => {
      const town = await anArea(db, { level: 'TOWNSHIP', code: '522701001' });
      const village = await anArea(db, { level: 'COMMUNITY', code: '522701001003', path: `${town.path}v/` });
      const commander = anActor('STREET_COMMANDER', { areaId: town.id });
      const clerk = anActor('COMMUNITY_CLERK', { areaId: village.id });
      await run('sendOrder', commander, { recipientId: village.id, text: '核查' });
      const tries: Try[] = [
        ['receiveCommandMessage', clerk],
        ['answerCommandMessage', clerk, { answer: '已核查' }],
        ['confirmCommandAnswer', commander],
      ];
      return { id: await lastOf('CommandMessage'), tries };
    },
  },
  {
    what: 'a council',
    states: councilStates,
    start: 'ACTIVE',
    begin: async () => {
      const { id, clerk, leader, units, seats } = await aCouncil(db);
      const tries: Try[] = [
        ['seatCouncilMembers', clerk, { members: [{ unitId: units[0].id, role: 'MEMBER' }] }],
        ['unseatCouncilMember', clerk, { memberId: seats[0] }],
        ['unseatCouncilMember', clerk, { memberId: seats[1] }],
        ['dissolveCouncil', leader, { reason: '撤销' }],
      ];
      return { id, tries };
    },
  },
  {
    what: 'a webhook',
    states: webhookStates,
    start: 'ACTIVE',
    begin: async () => {
      const street = await anArea(db, { level: 'TOWNSHIP', code: '510522001' });
      const integrator = anActor('INTEGRATOR', { areaId: street.id });
      await run('subscribeWebhook', integrator, { url: 'https://example.org/', kinds: ['CASE'] });
      const tries: Try[] = [
        ['pauseWebhook', integrator],
        ['resumeWebhook', integrator],
        ['rotateWebhookSecret', integrator],
        ['changeWebhook', integrator, { kinds: ['WHISTLE'] }],
        ['replayWebhook', integrator, { state: 'DEAD' }],
        ['endWebhook', integrator],
      ];
      return { id: await lastOf('Webhook'), tries };
    },
  },
  {
    what: 'an integrator',
    states: integratorStates,
    start: 'ACTIVE',
    begin: async () => {
      const { id, operator } = await anIntegrator(db);
      const tries: Try[] = [
        ['changeIntegrator', operator, { calls: ['OPEN311'], reason: '调整' }],
        ['closeIntegrator', operator, { reason: '到期' }],
      ];
      return { id, tries };
    },
  },
  {
    what: 'an integrator’s key',
    states: integratorKeyStates,
    start: 'LIVE',
    begin: async () => {
      const { id: integratorId, operator } = await anIntegrator(db);
      await run('issueIntegratorKey', operator, { integratorId });
      const tries: Try[] = [
        ['rotateIntegratorKey', operator, { hours: 0 }],
        ['revokeIntegratorKey', operator, { reason: '泄露' }],
      ];
      return { id: await lastOf('IntegratorKey'), tries };
    },
  },
] as const;

test.each(WALKS)(
  'whatever is tried on $what in whatever order, only its table’s steps happen',
  async (walk) => {
    const { states, start, begin } = walk;

    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { minLength: 4, maxLength: 12 }), async (picks) => {
        const { id, tries } = await begin();

        for (const [i, pick] of picks.entries()) {
          const [act, actor, input] = tries[pick % tries.length]!;
          await run(act, actor, { id, ...input }, new Date(NOW.getTime() + i + 1));
        }

        expectWalk<string, string>(await historyOf(db, id), states as never, start);
      }),
      { numRuns: 6 },
    );
  },
);
