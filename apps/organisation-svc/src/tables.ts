import { Appointment } from './appointment/appointment.entity';
import { Area } from './area/area.entity';
import { AreaChange, AreaLineage } from './area/area-change.entity';
import { AreaVersion } from './area/area-version.entity';
import { Organisation1763690400000 } from './migrations/1763690400000-organisation';
import { FirstSecretaries1763691000000 } from './migrations/1763691000000-first-secretaries';
import { PartyCoverage } from './party-organisation/party-coverage.entity';
import { PartyOrganisation } from './party-organisation/party-organisation.entity';
import { Person, PersonSecret } from './person/person.entity';
import { PolicyDocument } from './policy-document/policy-document.entity';
import { Unit } from './unit/unit.entity';
import { CommunityUnitLink } from './unit-link/unit-link.entity';

/** Everything this service keeps, and how its tables came to be. */
export const tables = {
  entities: [
    Area,
    AreaVersion,
    AreaChange,
    AreaLineage,
    Unit,
    PartyOrganisation,
    PartyCoverage,
    Person,
    PersonSecret,
    Appointment,
    CommunityUnitLink,
    PolicyDocument,
  ],
  migrations: [Organisation1763690400000, FirstSecretaries1763691000000],
};
