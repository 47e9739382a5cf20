import { join } from 'node:path';
import { feature, subgraph } from '@jinlin/graphql';
import { attachmentResolvers } from './attachment/attachment.resolvers';
import { caseResolvers } from './case/case.resolvers';
import { centreResolvers } from './centre/centre.resolvers';
import { classificationResolvers } from './classification/classification.resolvers';
import { commandResolvers } from './command/command.resolvers';
import { councilResolvers } from './council/council.resolvers';
import { confirmationResolvers } from './court-confirmation/confirmation.resolvers';
import { deadlineResolvers } from './deadline/deadline.resolvers';
import { deliberationResolvers } from './deliberation/deliberation.resolvers';
import { demandResolvers } from './demand/demand.resolvers';
import { duplicateResolvers } from './duplicate/duplicate.resolvers';
import { erasureResolvers } from './erasure/erasure.resolvers';
import { exclusionResolvers } from './exclusion/exclusion.resolvers';
import { integratorResolvers } from './integrator/integrator.resolvers';
import { matchResolvers } from './list-matching/match.resolvers';
import { matterResolvers } from './matter/matter.resolvers';
import { mediationResolvers } from './mediation/mediation.resolvers';
import { agreementResolvers } from './mediation-agreement/agreement.resolvers';
import { mediationFigureResolvers } from './mediation-figures/figures.resolvers';
import { sessionResolvers } from './mediation-session/session.resolvers';
import { mediatorResolvers } from './mediator/mediator.resolvers';
import { meetingResolvers } from './meeting/meeting.resolvers';
import { neighbourCallResolvers } from './neighbour-call/neighbour-call.resolvers';
import { noteResolvers } from './note/note.resolvers';
import { partResolvers } from './part/part.resolvers';
import { placingResolvers } from './placing/placing.resolvers';
import { policy } from './policy';
import { projectResolvers } from './project/project.resolvers';
import { projectListResolvers } from './project-list/project-list.resolvers';
import { proposalResolvers } from './proposal/proposal.resolvers';
import { ratesResolvers } from './rates/rates.resolvers';
import { renewalProjectResolvers } from './renewal-project/renewal-project.resolvers';
import { resourceResolvers } from './resource/resource.resolvers';
import { routingResolvers } from './routing/routing.resolvers';
import { safetyResolvers } from './safety/safety.resolvers';
import { topicResolvers } from './topic/topic.resolvers';
import { voteResolvers } from './vote/vote.resolvers';
import { webhookResolvers } from './webhook/webhook.resolvers';
import { whistleResolvers } from './whistle/whistle.resolvers';
import { wishResolvers } from './wish/wish.resolvers';
import { zeroEvaluationResolvers } from './zero-evaluation/zero-evaluation.resolvers';

/** Builds the whole subgraph, one line a feature. */
export const buildSchema = () =>
  subgraph(
    [
      feature(join(__dirname, 'cases.graphql'), {}),
      feature(join(__dirname, 'case/case.graphql'), caseResolvers),
      feature(join(__dirname, 'classification/classification.graphql'), classificationResolvers),
      feature(join(__dirname, 'routing/routing.graphql'), routingResolvers),
      feature(join(__dirname, 'part/part.graphql'), partResolvers),
      feature(join(__dirname, 'deadline/deadline.graphql'), deadlineResolvers),
      feature(join(__dirname, 'erasure/erasure.graphql'), erasureResolvers),
      feature(join(__dirname, 'exclusion/exclusion.graphql'), exclusionResolvers),
      feature(join(__dirname, 'rates/rates.graphql'), ratesResolvers),
      feature(join(__dirname, 'duplicate/duplicate.graphql'), duplicateResolvers),
      feature(join(__dirname, 'attachment/attachment.graphql'), attachmentResolvers),
      feature(join(__dirname, 'note/note.graphql'), noteResolvers),
      feature(join(__dirname, 'proposal/proposal.graphql'), proposalResolvers),
      feature(join(__dirname, 'topic/topic.graphql'), topicResolvers),
      feature(join(__dirname, 'council/council.graphql'), councilResolvers),
      feature(join(__dirname, 'meeting/meeting.graphql'), meetingResolvers),
      feature(join(__dirname, 'matter/matter.graphql'), matterResolvers),
      feature(join(__dirname, 'deliberation/deliberation.graphql'), deliberationResolvers),
      feature(join(__dirname, 'vote/vote.graphql'), voteResolvers),
      feature(join(__dirname, 'neighbour-call/neighbour-call.graphql'), neighbourCallResolvers),
      feature(join(__dirname, 'centre/centre.graphql'), centreResolvers),
      feature(join(__dirname, 'whistle/whistle.graphql'), whistleResolvers),
      feature(join(__dirname, 'command/command.graphql'), commandResolvers),
      feature(join(__dirname, 'safety/safety.graphql'), safetyResolvers),
      feature(join(__dirname, 'renewal-project/renewal-project.graphql'), renewalProjectResolvers),
      feature(join(__dirname, 'wish/wish.graphql'), wishResolvers),
      feature(join(__dirname, 'integrator/integrator.graphql'), integratorResolvers),
      feature(join(__dirname, 'zero-evaluation/zero-evaluation.graphql'), zeroEvaluationResolvers),
      feature(join(__dirname, 'mediation/mediation.graphql'), mediationResolvers),
      feature(join(__dirname, 'mediator/mediator.graphql'), mediatorResolvers),
      feature(join(__dirname, 'mediation-session/session.graphql'), sessionResolvers),
      feature(join(__dirname, 'mediation-agreement/agreement.graphql'), agreementResolvers),
      feature(join(__dirname, 'court-confirmation/confirmation.graphql'), confirmationResolvers),
      feature(join(__dirname, 'mediation-figures/figures.graphql'), mediationFigureResolvers),
      feature(join(__dirname, 'demand/demand.graphql'), demandResolvers),
      feature(join(__dirname, 'resource/resource.graphql'), resourceResolvers),
      feature(join(__dirname, 'list-matching/match.graphql'), matchResolvers),
      feature(join(__dirname, 'project/project.graphql'), projectResolvers),
      feature(join(__dirname, 'project-list/project-list.graphql'), projectListResolvers),
      feature(join(__dirname, 'placing/placing.graphql'), placingResolvers),
      feature(join(__dirname, 'webhook/webhook.graphql'), webhookResolvers),
    ],
    policy,
  );
