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

/** A unit → the members it sent, where they registered, what they claimed and did, how communities judged them, what it answered late. */
export const OPERATION_3 = /* GraphQL */ `
  query ($unit: ID!, $from: DateTime!, $before: DateTime!) {
    unit(id: $unit) {
      name
      sentMembers(first: 10) {
        totalCount
        nodes {
          person { maskedName }
          registrations { kind community { name } }
          service { claims participations hours }
          claims(first: 3) { nodes { state item { title } participations { on hours } } }
          evaluations { year score community { name } }
        }
      }
      memberEvaluations(first: 1) { averageScore }
      serviceEvaluations(first: 3) { nodes { year score community { name } } }
      whistlePerformance(from: $from, before: $before) { called disposedInTime { counted outOf } }
      whistles(first: 10, where: { isLate: true }) {
        totalCount
        nodes { matter summons { unit { name } acknowledgement { isLate } arrival { isLate } disposal { isLate } } }
      }
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

/** A demand → the matched resource and who offers it → the project → the canteen that it opened → meals served this month. */
export const OPERATION_4 = /* GraphQL */ `
  query ($demand: ID!) {
    demand(id: $demand) {
      title
      state
      matches { state amount score resource { title unit { name } } }
      project {
        title
        state
        site { name canteen { mealsServed } }
      }
    }
  }
`;

/**
 * A compound that people complain of again and again → who manages it, its owners' committee, who holds both posts → the
 * mediation and the deliberation that followed.
 */
export const OPERATION_5 = /* GraphQL */ `
  query ($compound: AreaCode!) {
    areaByCode(code: $compound) {
      name
      compound { propertyMode managedSince }
      units(first: 3, where: { kind: OWNERS_COMMITTEE }) { nodes { name head { person { maskedName } } } }
      governanceProposals(first: 1) { nodes { state complaintCount measure { label } } }
      councils(first: 3) { nodes { name kind { key } } }
      mediations(first: 3) { nodes { state case { reference requestType } } }
      deliberations(first: 3) { nodes { title state votes { outcome } mediations { state } } }
    }
    crossPosts(withinCode: $compound, posts: ["COMPOUND_SECRETARY", "OWNERS_COMMITTEE_DIRECTOR"], first: 3) {
      nodes { person { maskedName } appointments { post { title } } }
    }
  }
`;

/** A city as of a day → coverage, three rates, mediation success and monthly visit rate, by district and by street. */
export const OPERATION_6 = /* GraphQL */ `
  query (
    $city: AreaCode!
    $asOf: LocalDate!
    $template: String!
    $from: DateTime!
    $before: DateTime!
  ) {
    areaByCode(code: $city, asOf: $asOf) {
      name
      districts: children(first: 20, level: COUNTY) {
        nodes {
          ...figures
          streets: children(first: 30, level: TOWNSHIP) { nodes { ...figures } }
        }
      }
    }
  }
  fragment figures on Area {
    name
    roleCoverage(template: $template) { rate }
    caseRates(from: $from, before: $before) {
      response { percent }
      resolution { percent }
      satisfaction { percent }
    }
    mediationFigures(from: $from, before: $before) { total { success { percent } } }
    elderCare(month: $asOf) { monthlyVisitRate }
  }
`;
