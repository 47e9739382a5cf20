import type { Life } from '@jinlin/acts';
import type {
  AgreementAction,
  AgreementState,
  CommitmentAction,
  CommitmentState,
} from '../generated/graphql';
import { Agreement, Commitment } from './agreement.entity';
import { agreementStates, commitmentStates } from './agreement.states';

export const agreementLife: Life<Agreement, AgreementState, AgreementAction> = {
  entity: Agreement,
  name: 'Agreement',
  event: 'agreement',
  states: agreementStates,
  tell: ({ areaId, unitId, theme, proposedBy, fromOn, toOn, signedOn, endedOn }) => ({
    areaId,
    unitId,
    theme,
    proposedBy,
    fromOn,
    toOn,
    signedOn,
    endedOn,
  }),
};

export const commitmentLife: Life<Commitment, CommitmentState, CommitmentAction> = {
  entity: Commitment,
  name: 'Commitment',
  event: 'commitment',
  states: commitmentStates,
  tell: ({ agreementId, areaId, unitId, promisedBy, dueOn, keptOn }) => ({
    agreementId,
    areaId,
    unitId,
    promisedBy,
    dueOn,
    keptOn,
  }),
};
