// Operations across all three subgraphs, as clients ask them.

/** A case → its grid → the heads there → the unit that answers for it → its community’s first secretary. */
export const OPERATION_1 = /* GraphQL */ `
  query ($reference: String!) {
    caseByReference(reference: $reference) {
      area {
        ancestor(level: GRID) {
          head { person { maskedName } }
          children(first: 10, level: UNIT) { nodes { name head { person { maskedName } } } }
        }
      }
      responsibleUnit { name head { person { maskedName } } }
      community { name firstSecretary { person { maskedName } } }
    }
  }
`;

/** A community → its vacancies, whistles by grade, days at zero, station space, elders due a visit. */
export const OPERATION_2 = /* GraphQL */ `
  query ($code: AreaCode!) {
    areaByCode(code: $code) {
      name
      vacancies(first: 5) { totalCount nodes { area { name } post { title } missing } }
      openWhistles { grade count }
      fourZeros { kind daysAtZero }
      stationMetresPer100Households
      elderCare { dueThisMonth stillDue }
    }
  }
`;

/** The communities of a city, each with what its leader looks at first. */
export const BOARD = /* GraphQL */ `
  query ($first: Int!) {
    list: areas(first: $first, where: { withinCode: "210100", level: COMMUNITY, isInProgramme: true }) {
      nodes {
        name
        parent { name }
        firstSecretary { person { maskedName } }
        caseStatistics { total open }
        openWhistles { grade count }
        serviceSites(first: 1) { nodes { name operator { name } } }
        elderCare { dueThisMonth stillDue }
      }
    }
  }
`;

/** The cases of a city, each with its places, its unit and the sites nearby. */
export const DESK = /* GraphQL */ `
  query ($first: Int!) {
    list: cases(first: $first, where: { areaCode: "210100", states: [CLOSED] }) {
      nodes {
        reference
        deadline { dueAt isBreached }
        area { name ancestors { name } }
        responsibleUnit { name head { person { maskedName } } }
        community { name serviceSites(first: 3, where: { states: [OPEN] }) { nodes { name } } }
      }
    }
  }
`;
