import { Appointment } from './appointment/appointment.entity';
import { Area } from './area/area.entity';
import { AreaChange, AreaLineage } from './area/area-change.entity';
import { AreaVersion } from './area/area-version.entity';
import { Organisation1763690400000 } from './migrations/1763690400000-organisation';
import { PartyCoverage } from './party-organisation/party-coverage.entity';
import { PartyOrganisation } from './party-organisation/party-organisation.entity';
import { Person, PersonSecret } from './person/person.entity';
import { Unit } from './unit/unit.entity';

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
  ],
  migrations: [Organisation1763690400000],
};
