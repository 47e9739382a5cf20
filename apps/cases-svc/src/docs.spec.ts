import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseStates } from './case/case.states';
import { commandMessageStates } from './command/command.states';
import { councilStates } from './council/council.states';
import { confirmationStates } from './court-confirmation/confirmation.states';
import { deliberationStates } from './deliberation/deliberation.states';
import { demandStates } from './demand/demand.states';
import { exclusionStates } from './exclusion/exclusion.states';
import { integratorKeyStates, integratorStates } from './integrator/integrator.states';
import { matchStates } from './list-matching/match.states';
import { matterStates, matterTaskStates } from './matter/matter.states';
import { mediationStates } from './mediation/mediation.states';
import { agreementStates } from './mediation-agreement/agreement.states';
import { sessionStates } from './mediation-session/session.states';
import { meetingStates } from './meeting/meeting.states';
import { neighbourCallStates } from './neighbour-call/neighbour-call.states';
import { partStates } from './part/part.states';
import { projectStates } from './project/project.states';
import { projectListStates } from './project-list/project-list.states';
import { proposalStates } from './proposal/proposal.states';
import {
  renewalFundStates,
  renewalMilestoneStates,
  renewalProjectStates,
} from './renewal-project/renewal-project.states';
import { resourceStates } from './resource/resource.states';
import { topicStates } from './topic/topic.states';
import { voteStates } from './vote/vote.states';
import { webhookStates } from './webhook/webhook.states';
import { summonsStates, whistleStates } from './whistle/whistle.states';
import { wishStates } from './wish/wish.states';

const docs = readFileSync(join(__dirname, '../../../docs/domain/cases.md'), 'utf8');

test.each([
  ['a case', caseStates],
  ['a part of a case', partStates],
  ['an exclusion from the rates', exclusionStates],
  ['a proposal for a compound', proposalStates],
  ['a topic', topicStates],
  ['a message of command', commandMessageStates],
  ['a mediation', mediationStates],
  ['a meeting of a mediation', sessionStates],
  ['an agreement', agreementStates],
  ['a judicial confirmation', confirmationStates],
  ['a neighbour’s call', neighbourCallStates],
  ['a whistle', whistleStates],
  ['a unit’s part in a whistle', summonsStates],
  ['a micro-wish', wishStates],
  ['a demand', demandStates],
  ['a resource', resourceStates],
  ['a match', matchStates],
  ['a project', projectStates],
  ['the list of a quarter', projectListStates],
  ['a renewal project', renewalProjectStates],
  ['money for a renewal project', renewalFundStates],
  ['a milestone of a renewal project', renewalMilestoneStates],
  ['a council', councilStates],
  ['a meeting', meetingStates],
  ['a matter', matterStates],
  ['a task of a matter', matterTaskStates],
  ['a deliberation', deliberationStates],
  ['a vote', voteStates],
  ['a webhook', webhookStates],
  ['an integrator', integratorStates],
  ['an integrator’s key', integratorKeyStates],
])('the docs draw the life of %s as it is', (_, { diagram }) => {
  expect(docs).toContain(diagram());
});
