import type { TimeLimit } from '@jinlin/calendar';
import { z } from 'zod';

const title = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'A key is written like-this.');
const capitals = z.string().regex(/^[A-Z0-9]+(_[A-Z0-9]+)*$/, 'A kind is written LIKE_THIS.');
const mechanism = z.string().regex(/^[HSDFX]\d+$/, 'A mechanism is a letter and a number, such as H28.');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day is written 09:00.');
const wholeNumber = z.number().int().nonnegative();
const someNumber = z.number().int().positive();

const timeLimit = z.strictObject({
  amount: someNumber,
  unit: z.enum(['MINUTES', 'HOURS', 'CALENDAR_DAYS', 'WORKING_HOURS', 'WORKING_DAYS']),
}) satisfies z.ZodType<TimeLimit>;

const areaLevel = z.enum([
  'PROVINCE',
  'PREFECTURE',
  'COUNTY',
  'TOWNSHIP',
  'COMMUNITY',
  'COMPOUND',
  'GRID',
  'BUILDING',
  'UNIT',
  'HOUSEHOLD',
]);

/** A rule is a list of versions, oldest first; each is in force from its day until the next one begins. */
const versions = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .array(z.strictObject({ version: someNumber, effectiveFrom: z.iso.date(), ...shape }))
    .min(1)
    .superRefine((list, ctx) => {
      const dated = list as { version: number; effectiveFrom: string }[];
      dated.slice(1).forEach((later, index) => {
        const earlier = dated[index]!;
        if (later.version <= earlier.version) {
          ctx.addIssue({ code: 'custom', path: [index + 1, 'version'], message: 'Versions go up.' });
        }
        if (later.effectiveFrom <= earlier.effectiveFrom) {
          const message = `This version begins on or before the one it follows, ${earlier.effectiveFrom}.`;
          ctx.addIssue({ code: 'custom', path: [index + 1, 'effectiveFrom'], message });
        }
      });
    });

/**
 * A place in a team. Who holds the post at the place itself fills it; for a post of a level above, who holds it where
 * the place lies; for a post of a level below, whoever holds it within the place.
 */
const slot = z.strictObject({ post: capitals, min: someNumber });

/** A place in the roster that serves in an emergency, and what whoever holds the post turns into (平急转换, S13). */
const emergencySlot = slot.extend({ becomes: title.optional() });

const roleTemplate = z.strictObject({
  key: slug,
  mechanism,
  title,
  /** The level of the places that each have such a team. */
  level: areaLevel,
  /** Only for places under a residents' or under a villagers' committee (X2). */
  area: z.enum(['URBAN', 'RURAL']).optional(),
  /** In an emergency another roster serves, where there is one (S13). */
  slots: z.strictObject({
    normal: z.array(slot).min(1),
    emergency: z.array(emergencySlot).min(1).optional(),
  }),
  /** The posts through which notices go down and matters rise, the highest first (X5, D4, H4). */
  chain: z.array(capitals).min(2).optional(),
  /** The N of 4+N: how many linked units belong to the team at least (H4). */
  linkedUnits: wholeNumber.optional(),
});

const requestType = z.enum(['CONSULTATION', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGESTION', 'THANKS']);
const categoryType = z.enum(['GENERAL', 'UTILITY', 'HARD']);
const urgency = z.enum(['GENERAL', 'URGENT', 'EMERGENCY']);

const category = z.strictObject({
  /** Begins with the code of the category that it is a part of. */
  code: z.string().regex(/^\d{2}(\d{2})*$/, 'A category code has two digits a level.'),
  title,
  /** The key of the unit that answers for it (units.csv). */
  unit: slug.optional(),
  type: categoryType.optional(),
  /** What of the graph tells how things stand with it (F1), such as Area.partyCoverage. */
  measures: z.array(z.string().regex(/^[A-Z]\w*\.\w+$/, 'A measure is written Type.field.')).optional(),
});

const taxonomy = z.strictObject({
  key: slug,
  title,
  mechanism: mechanism.optional(),
  /** Records are grouped by it in reports: as the parts of what (S4, F1, F2, X1, X4, X13, X14). */
  groups: z.enum(['PROGRAMME', 'CAMPAIGN', 'OUTCOMES', 'FRAMEWORK']).optional(),
  categories: z.array(category).min(1),
});

const catalogueEntry = z.strictObject({
  key: slug,
  /** A category of the hotline taxonomy, with all that are part of it. */
  category: z.string().regex(/^\d{2}(\d{2})*$/, 'A category code has two digits a level.'),
  /** The codes of the only areas in which it holds. */
  within: z
    .array(z.string().regex(/^\d{6,12}$/))
    .min(1)
    .optional(),
  /** The key of the unit that answers (units.csv); absent for what communities do themselves. */
  unit: slug.optional(),
  /** The entry by which communities do it themselves (S15). */
  entry: z.string().optional(),
  /** On what it rests. */
  basis: title,
});

const deadlineRule = z.strictObject({
  requestType: requestType.optional(),
  categoryType: categoryType.optional(),
  urgency: urgency.optional(),
  limit: timeLimit,
});

const responseGrade = z.strictObject({
  grade: z.enum(['I', 'II', 'III']),
  title,
  acknowledge: timeLimit,
  /** Within which the units called must be on the spot; where it is absent they need not come. */
  arrive: timeLimit.optional(),
  dispose: timeLimit,
});

const whistleReason = z.strictObject({ key: capitals, title, grade: responseGrade.shape.grade });

const visitTier = z.strictObject({
  tier: z.enum(['HIGH', 'KEY', 'GENERAL']),
  title,
  every: z.enum(['WEEK', 'MONTH', 'QUARTER']),
  visits: someNumber,
});

const subsidyTier = z.strictObject({
  fromAge: wholeNumber,
  /** The last year of age that it covers; absent in the highest tier. */
  toAge: wholeNumber.optional(),
  /** What the public purse adds to a meal. */
  perMealFen: wholeNumber,
});

/** What the public purse adds beside the age: for elders in hardship, or on some days of the year. */
const subsidyExtra = z.strictObject({ key: capitals, title, perMealFen: someNumber });

const feastDay = subsidyExtra.extend({
  /** Days of every year (10-01) or of one (2026-10-18, a festival of the moon's calendar). */
  on: z.array(z.string().regex(/^(\d{4}-)?\d{2}-\d{2}$/, 'A day is written 10-01 or 2026-10-18.')).min(1),
});

const entry = z.strictObject({
  code: z.string().regex(/^[A-Z]\d{2}$/, 'An entry is numbered like A01.'),
  title,
  unit: slug,
  /** Whether the community does it itself or helps the unit that does. */
  part: z.enum(['DOES', 'HELPS']),
});

const duty = z.strictObject({
  key: slug,
  mechanism,
  post: capitals,
  every: z.enum(['WEEK', 'MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR']),
  title,
  /**
   * How many working days before a period ends whoever has not yet done it is reminded, to be asked for it afterwards;
   * absent where nobody watches over it.
   */
  remindWorkingDays: someNumber.optional(),
});

/** How the holders of a post are chosen in five steps (H29, X6). */
const selection = z.strictObject({
  post: capitals,
  mechanism,
  /** Where candidates come from, those to be preferred first (X6); absent where it does not matter. */
  sources: z
    .array(
      z.strictObject({
        key: capitals,
        title,
        /** Only Party members are of this source. */
        partyMembers: z.boolean().optional(),
      }),
    )
    .min(1)
    .optional(),
  /** What whoever is elected is evaluated by (H29). */
  criteria: z.array(z.strictObject({ key: slug, title })).min(1),
});

const percent = z.number().int().min(1).max(100);

/** A kind of body that meets, discusses and decides (H14, S6, D2, D14, X9). */
const councilKind = z.strictObject({
  key: capitals,
  mechanism,
  title,
  levels: z.array(areaLevel).min(1),
  /** The sides that talk with one another, all of them or none (三方共商, D14); absent where each member sits alone. */
  sides: z
    .array(z.strictObject({ key: capitals, title }))
    .min(2)
    .optional(),
  /** The share of its members without whom nothing is decided. */
  quorumPercent: percent,
  /** More of the votes than this share carry a decision. */
  majorityPercent: percent,
  /** How many months after one meeting the next is due; absent where it meets as need be. */
  meetsEveryMonths: someNumber.optional(),
});

/** A kind of matter (五事, H13): how it is decided on, and within which time. */
const matterKind = z.strictObject({
  key: capitals,
  mechanism,
  title,
  form: z.enum(['DISCUSS', 'DO', 'DECIDE', 'CONSULT', 'SOLVE_JOINTLY']),
  limits: z.strictObject({ general: timeLimit, emergency: timeLimit }),
});

/** One step of a procedure. */
export const deliberationStep = z.strictObject({
  step: z.enum([
    'PROPOSE',
    'MOVE',
    'DISCUSS',
    'DISCUSS_AGAIN',
    'PUBLISH',
    'EXECUTE',
    'PUBLISH_RESULT',
    'EVALUATE_BY_RESIDENTS',
    'EVALUATE_BY_ORGANISATION',
  ]),
  title,
  /** Who votes in a discussion: kinds of councils. */
  councils: z.array(capitals).min(1).optional(),
  /** Nobody is to know who voted what in it. */
  isSecret: z.boolean().optional(),
  /** How long a disclosure hangs out. */
  lasts: timeLimit.optional(),
  /** How many residents must have said what they think at the least. */
  leastRatings: someNumber.optional(),
});

/** How residents come to a decision and look after it, step by step (D2, F15, F16, X10). */
const deliberationProcedure = z.strictObject({
  key: capitals,
  mechanism,
  title,
  steps: z.array(deliberationStep).min(3),
});

/** A field of work that leaders have charge of and communities have needs in (H2). */
const workField = z.strictObject({ key: slug, title });

/** What offices of a level may decide by themselves, or must see to (S7, D10, D11). */
const power = z.strictObject({
  key: capitals,
  mechanism,
  title,
  level: areaLevel,
  kind: z.enum(['POWER', 'DUTY']),
  /** The three things that streets are to look to (S7). */
  field: z.enum(['PARTY_BUILDING', 'GOVERNANCE', 'SERVICE']),
});

/** The Party organisations that one kind of place has, from the community down (X2, S5, F3). */
const organisationTemplate = z.strictObject({
  key: slug,
  mechanism,
  title,
  area: z.enum(['URBAN', 'RURAL']).optional(),
  chain: z
    .array(
      z.strictObject({
        level: areaLevel,
        title,
        kinds: z
          .array(
            z.enum([
              'COMMUNITY_COMMITTEE',
              'BIG_COMMUNITY_COMMITTEE',
              'VILLAGE_BRANCH',
              'COMPOUND_BRANCH',
              'GRID_BRANCH',
              'JOINT_BRANCH',
              'GRID_GROUP',
              'BUILDING_GROUP',
              'UNIT_GROUP',
              'CENTRE_HOUSEHOLD',
            ]),
          )
          .min(1),
      }),
    )
    .min(2),
});

/** A kind of alliance of units, formed at areas of one level (S6, D8, F12). */
const allianceKind = z.strictObject({ key: capitals, mechanism, level: areaLevel, title });

/** A day that comes again: a festival, or a day of its own (H18, S9, D9). */
const activitySeries = z.strictObject({
  key: slug,
  mechanism,
  kind: z.enum(['JOINT', 'THEME_DAY', 'TRAINING', 'SERVICE_DAY']),
  title,
});

/** A grade of community workers (岗级) with what it is paid a month (S17, D27). */
const workerGrade = z.strictObject({ key: capitals, title, monthlyFen: someNumber });

/** What an evaluation looks at, by its share of the score in percent; F1 asks what residents have of it. */
const evaluationDomain = z.strictObject({
  key: capitals,
  title,
  weight: someNumber,
  outcome: z.enum(['CONVENIENCE', 'VOICE', 'SAFETY']).optional(),
});

/** How units or communities are evaluated for a year (H12, F1, X7). */
const evaluationScheme = z.strictObject({
  key: slug,
  mechanism,
  title,
  subject: z.enum(['LINKED_UNIT', 'COMMUNITY']),
  /** The highest score on a sheet: 100 points, or 5 stars (X7). */
  scale: someNumber,
  /** Whose word weighs how much, in percent. */
  evaluators: z
    .array(
      z.strictObject({
        kind: z.enum(['SELF', 'MASSES', 'ORGANISATION', 'STREET']),
        title,
        weight: someNumber,
      }),
    )
    .min(1),
  domains: z.array(evaluationDomain).min(1),
  /** The share, in percent, of what communities said of those registered with them that year (H21). */
  serviceWeight: z.number().int().min(1).max(99).optional(),
  /** What closing does about sheets that nobody gave: refuses, counts them as zero, or shares their weight out. */
  missingSheets: z.enum(['REFUSE', 'COUNT_AS_ZERO', 'LEAVE_OUT']),
  /** How many working days before the last day of a round its missing sheets are reminded of; absent where nobody watches. */
  remindWorkingDays: someNumber.optional(),
  /** What a composite from so many points on is called, the highest first. */
  results: z.array(z.strictObject({ from: wholeNumber, title })).min(1),
});

/** Something that people apply for at the one window (一窗受理, D12). */
const windowService = z.strictObject({
  key: capitals,
  title,
  /** The key of the unit that decides (units.csv). */
  unit: slug,
  /** How long it may take from the day it is received. */
  limit: timeLimit,
  materials: z.array(z.strictObject({ key: capitals, title, optional: z.boolean().optional() })).min(1),
  /** Whether somebody else may apply with the consent of whom it is for (红色代办, X10). */
  onBehalf: z.boolean().optional(),
});

/** A kind of site, by its local title; a canteen, a station and a school are known by their codes everywhere. */
const siteKind = z.strictObject({
  code: capitals,
  title,
  /** It comes round by a timetable (H7). */
  isMobile: z.boolean().optional(),
  /** It is given one to five stars (F19). */
  isRated: z.boolean().optional(),
  /** It looks after elders, and so is to have an agreement with doctors (D24). */
  caresForElders: z.boolean().optional(),
});

/** What sites of some kinds must have, looked at on the spot (D25). */
const siteChecklist = z.strictObject({
  key: slug,
  mechanism,
  title,
  /** The codes of the kinds of sites that it is meant for. */
  kinds: z.array(capitals).min(1),
  items: z.array(z.strictObject({ key: capitals, title })).min(1),
});

/** What people are to find within a short walk (D23, S23). */
const serviceCircle = z.strictObject({
  key: slug,
  mechanism,
  title,
  /** The codes of the kinds of sites that make it whole. */
  kinds: z.array(capitals).min(1),
});

/** What is wanted and offered in the lists (H19), the unit that it is counted in, and the class that its projects are of. */
const listCategory = z.strictObject({ key: capitals, title, unit: title, class: capitals });

/** A kind of renewal project: what it needs, is inspected for and may be awarded. */
const renewalKind = z.strictObject({
  key: capitals,
  mechanism,
  title,
  /** A project needs a first secretary, a community secretary and a working group (“4个1”, H23). */
  needsFourOnes: z.boolean().optional(),
  /** What the acceptance inspection looks at (F18). */
  criteria: z.array(z.strictObject({ key: slug, title })).min(1),
  /** The least and the most that an accepted project is awarded (F18). */
  award: z.strictObject({ leastFen: someNumber, mostFen: someNumber }).optional(),
});

/** What a locality decides for itself, as written in `localities/<code>/profile.yaml`. */
export const profileSchema = z.strictObject({
  code: z.string().regex(/^\d{6}$/, 'A locality has the six digits of GB/T 2260, in quotes.'),
  name: title,

  /** The levels in use, from the top, by the names that people give them here. */
  levels: z.array(z.strictObject({ level: areaLevel, title, head: capitals.optional() })).min(1),

  /** The posts that people hold, each at one level, by their local titles. */
  posts: z.array(z.strictObject({ kind: capitals, level: areaLevel, title })).min(1),

  /** The ways on which a request comes in. */
  channels: z
    .array(
      z.strictObject({
        key: slug,
        kind: z.enum(['HOTLINE', 'ONLINE', 'PATROL', 'WINDOW', 'MEETING', 'VISIT']),
        number: z.string().regex(/^\d+$/).optional(),
        title,
      }),
    )
    .min(1),

  /** Replies kept ready; `{reference}`, `{title}` and `{unit}` in them are filled in. */
  replyTemplates: z
    .array(
      z.strictObject({
        key: slug,
        title,
        /** A category of the hotline taxonomy, with all that are part of it; absent where it fits any. */
        category: z.string().optional(),
        outcome: z.enum(['RESOLVED', 'CANNOT_BE_DONE', 'NOT_OURS', 'DUPLICATE', 'WITHDRAWN']).optional(),
        text: z
          .string()
          .refine(
            (text) => !/\{(?!(reference|title|unit)\})/.test(text),
            'Only {reference}, {title} and {unit} can be filled in.',
          ),
      }),
    )
    .min(1)
    .optional(),

  /** The channels that ring those near one after another, until somebody takes the call (X8). */
  neighbourCalls: versions({
    ladders: z
      .array(
        z.strictObject({
          /** The key of a channel. */
          channel: slug,
          rungs: z.array(z.strictObject({ key: capitals, title, within: timeLimit })).min(1),
        }),
      )
      .min(1),
  }).optional(),

  roleTemplates: versions({ templates: z.array(roleTemplate).min(1) }),

  taxonomies: versions({ taxonomies: z.array(taxonomy).min(1) }),

  /** Who answers for what, by category and place (派单目录). The first entry that fits counts. */
  dispatchCatalogue: versions({ entries: z.array(catalogueEntry).min(1) }).optional(),

  deadlines: versions({
    /** The unit that a case is sent to signs for it. */
    sign: timeLimit,
    /** The unit speaks with the person who asked (IND-1). */
    firstContact: timeLimit,
    /** The unit gives a case back that is not its own. */
    giveBack: timeLimit,
    /** The person is asked whether it was solved. */
    returnVisit: timeLimit,
    extensions: z.strictObject({ atMost: wholeNumber, each: timeLimit }),
    timesGivenBackAtMost: wholeNumber,
    timesReopenedAtMost: wholeNumber,
    /** How often a return visit is tried before it may be given up. */
    timesVisitedAtLeast: someNumber.default(3),
    /** The first that fits counts. The last fits always. */
    handle: z.array(deadlineRule).min(1),
  }),

  response: versions({ grades: z.array(responseGrade).length(3), reasons: z.array(whistleReason).min(1) }),

  /** What the clock says of a case by itself: a warning before it is due, and the rungs that follow when it is overdue. */
  supervision: versions({
    /** How much of its time is over when a unit is warned, in whole percent. */
    warnAtPercent: z.number().int().min(1).max(99),
    ladder: z
      .array(
        z.strictObject({
          level: z.enum(['REMINDER', 'SUPERVISION', 'CIRCULAR']),
          title,
          /** How long after it was due. */
          after: timeLimit,
        }),
      )
      .min(1),
  }).optional(),

  /** When a compound is complained of so often that something must be done about it, and what can be done (X9). */
  repeatedComplaints: versions({
    least: someNumber,
    withinDays: someNumber,
    measures: z.array(z.strictObject({ key: capitals, title })).min(1),
  }).optional(),

  /** What disputes are about, and how long mediating one may take (D17). */
  mediation: versions({
    disputeTypes: z.array(z.strictObject({ key: capitals, title })).min(1),
    conclude: timeLimit,
  }).optional(),

  workingHours: versions({ periods: z.array(z.strictObject({ from: clock, to: clock })).min(1) }),

  visits: versions({
    tiers: z.array(visitTier).min(1),
    afterMajorChange: timeLimit,
    /** The groups of elders in special difficulty who are visited every month. */
    groups: z.array(z.strictObject({ key: capitals, title })).min(1),
    /** The tier of elders who are in all of some groups, the first that fits; without one, any group makes KEY. */
    tierRules: z
      .array(z.strictObject({ groups: z.array(capitals).min(1), tier: visitTier.shape.tier }))
      .min(1)
      .optional(),
  }),

  thresholds: versions({
    householdsPerGrid: z.strictObject({ standard: someNumber, least: someNumber, most: someNumber }),
    householdsPerJointHousehold: z.strictObject({ least: someNumber, most: someNumber }).optional(),
    workersPer10kResidents: someNumber,
    staffPerStreet: someNumber,
    stationSquareMetresPer100Households: someNumber,
  }),

  threeRates: versions({
    /** In whole percent. */
    weights: z.strictObject({ response: wholeNumber, resolution: wholeNumber, satisfaction: wholeNumber }),
    countsAsSatisfied: z.array(z.enum(['VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED'])).min(1),
    decimals: wholeNumber,
    /** The kinds of cases that may be left out of the rates by approval (剔除). */
    exclusions: z
      .array(z.strictObject({ key: capitals, title }))
      .min(1)
      .optional(),
  }),

  canteen: versions({
    mealPriceFen: someNumber,
    subsidyTiers: z.array(subsidyTier).min(1),
    /** Hardships by which an elder gets more; of several the highest counts (F13). */
    hardships: z.array(subsidyExtra).min(1).optional(),
    days: z.array(feastDay).min(1).optional(),
  }),

  /** Who may come to day care, and who goes first when places are few (D24). */
  dayCare: versions({
    fromAge: someNumber,
    /** Within which an offered place must be accepted; then the next in line has it. */
    acceptWithin: timeLimit,
    /** The first that fits an applicant is theirs; within one, whoever applied first goes first. */
    priorities: z
      .array(
        z.strictObject({
          key: capitals,
          title,
          /** Elders in any of these groups in special difficulty. */
          groups: z.array(capitals).min(1).optional(),
          fromAge: someNumber.optional(),
        }),
      )
      .min(1),
  }).optional(),

  /** What kinds of sites there are. */
  siteKinds: z.array(siteKind).min(1).optional(),

  siteChecklists: versions({ checklists: z.array(siteChecklist).min(1) }).optional(),

  /** What is to be near (15分钟服务圈), how far people walk in a minute, and how much longer ways are than the crow's. */
  serviceCircles: versions({
    minutes: someNumber,
    metresPerMinute: someNumber,
    detour: z.number().min(1).max(3),
    circles: z.array(serviceCircle).min(1),
  }).optional(),

  /** The postal code of its seat; open data about sites carries it in their addresses. */
  postalCode: z
    .string()
    .regex(/^\d{6}$/, 'A postal code has six digits, in quotes.')
    .optional(),

  /** What volunteers earn by an hour of service, and what so many earned points entitle to (X14). */
  points: versions({
    pointsPerHour: someNumber,
    benefits: z
      .array(
        z.strictObject({
          mechanism: z.enum(['PRIORITY_SELECTION', 'MATERIAL_REWARD', 'WELFARE_LINKAGE']),
          title,
          fromPoints: someNumber,
          /** After so many months it can be granted again; absent where it is granted once. */
          everyMonths: someNumber.optional(),
        }),
      )
      .min(1),
    /** What was not spent so long after it was earned lapses; absent where nothing does. */
    lapseAfterMonths: someNumber.optional(),
    /** To whom volunteers may hand points on, and how many a month; absent where nobody may. */
    transfers: z.strictObject({ within: z.enum(['TEAM', 'LOCALITY']), mostAMonth: someNumber }).optional(),
  }).optional(),

  /** The work that departments may ask of communities; anything else is turned away (S15, D13). */
  entryList: versions({ entries: z.array(entry).min(1) }),

  /** What holders of a post owe again and again (H10). */
  duties: versions({
    duties: z.array(duty).min(1),
    /** How many duties the catalogue of first secretaries has (H5). */
    catalogueSlots: someNumber.optional(),
  }).optional(),

  /** The posts whose holders are chosen in five steps (推审选评聘; H29, X6). */
  selections: versions({ posts: z.array(selection).min(1) }).optional(),

  /** The bodies that meet, discuss and decide here (H14, D2, D14, X9). */
  councils: versions({ kinds: z.array(councilKind).min(1) }).optional(),

  /** What is brought before them, and how it is decided on (H13). */
  matters: versions({ kinds: z.array(matterKind).min(1) }).optional(),

  /** The procedures by which residents deliberate (D2, F15, F16, X10). */
  deliberations: versions({ procedures: z.array(deliberationProcedure).min(1) }).optional(),

  /** The fields by which needs of communities and portfolios of leaders are matched (H2). */
  workFields: z.array(workField).min(1).optional(),

  /** Where a scanned house code leads (X12): a link that ends in the code. Without one, the picture holds the code alone. */
  houseCodes: z
    .strictObject({ link: z.string().regex(/^https:\/\/\S+\/\{code\}$/, 'A link ends in /{code}.') })
    .optional(),

  /** By which models communities earn (H25), and for how many days their books hang out (F22). */
  communityEconomy: versions({
    models: z.array(z.strictObject({ key: capitals, title })).min(1),
    publicityDays: someNumber,
  }).optional(),

  /** What there is to empower offices to, and the platforms that every street has (D10). */
  powers: versions({
    powers: z.array(power).min(1),
    platforms: z.array(z.strictObject({ key: capitals, title })).optional(),
  }).optional(),

  /** The chains of Party organisations by the kind of place (X2). */
  organisationTemplates: versions({ templates: z.array(organisationTemplate).min(1) }).optional(),

  /** The kinds of households that members must visit (F11). */
  memberVisits: versions({ categories: z.array(z.strictObject({ key: capitals, title })).min(1) }).optional(),

  /** What places publish: good stories, letters to the households of a place (F22, X12, S4). */
  publications: z
    .array(z.strictObject({ kind: capitals, title, toHouseholds: z.boolean().optional() }))
    .min(1)
    .optional(),

  /** The career of community workers: their grades, the lowest first, with the pay of each (S17, D27). */
  communityWorkers: versions({
    grades: z.array(workerGrade).min(1),
    /** How many posts of public institutions a community has for them, at the least and at the most (S17). */
    institutionPosts: z.strictObject({ least: wholeNumber, most: someNumber }).optional(),
  }).optional(),

  /** How units and communities are evaluated for a year (H12, F1, X7). */
  evaluations: versions({ schemes: z.array(evaluationScheme).min(1) }).optional(),

  /** What people apply for at the one window (一窗受理事项, D12). */
  oneWindow: versions({ services: z.array(windowService).min(1) }).optional(),

  /** How micro-wishes come in and are granted (SM-5, D9, X15). */
  microWishes: versions({
    channels: z.array(z.strictObject({ key: capitals, title })).min(1),
    /** Whose wishes are collected; the people of protected groups are never shown to those who only browse. */
    groups: z.array(z.strictObject({ key: capitals, title, isProtected: z.boolean() })).min(1),
    /** Whoever a wish is sent to takes it. */
    answerWithin: timeLimit,
    /** Whoever took a wish on fulfils it. */
    realiseWithin: timeLimit,
    /** What fulfilling one earns; absent where no points are run. */
    points: someNumber.optional(),
  }).optional(),

  /** The kinds of renewal projects, and what they are measured by (H22, H23, D22, F18, F19). */
  renewals: versions({
    kinds: z.array(renewalKind).min(1),
    /** What projects bring about that is counted, such as advertisements cleaned off walls (D22). */
    outputs: z.array(z.strictObject({ key: capitals, title })).optional(),
  }).optional(),

  /** Under what a locality teaches (S21, D20), and at how many of its sessions a learner completes a course. */
  education: versions({
    programmes: z.array(z.strictObject({ key: capitals, mechanism, title })).min(1),
    completionPercent: z.number().int().min(1).max(100),
  }).optional(),

  /** By what seekers and vacancies are matched, and how soon a zero-employment family is to be cleared (S20, IND-13). */
  employment: versions({
    occupations: z.array(z.strictObject({ key: capitals, title })).min(1),
    skills: z.array(z.strictObject({ key: capitals, title })).min(1),
    /** What speaks for a match, in points that add up to 100. */
    weights: z.strictObject({
      occupation: wholeNumber,
      skills: wholeNumber,
      schooling: wholeNumber,
      wage: wholeNumber,
      nearness: wholeNumber,
    }),
    clearWithinDays: someNumber,
  }).optional(),

  /** What units and communities do together (共建). */
  jointWork: versions({
    alliances: z.array(allianceKind),
    series: z.array(activitySeries),
    /** The taxonomies by which agreements, orders and activities are sorted. */
    themes: z.array(slug),
    /** How many working days before its day a commitment falls due. */
    dueWorkingDays: someNumber.max(30),
  }).optional(),

  /** The lists of demands, resources and projects, and how what is offered is matched with what is wanted (三张清单; H19, F10). */
  threeLists: versions({
    /** What projects are sorted by. */
    classes: z.array(z.strictObject({ key: capitals, title })).min(1),
    /** What is wanted and offered; both are counted in the category's unit. */
    categories: z.array(listCategory).min(1),
    /** How many points each reason for a match is worth at the most. */
    weights: z.strictObject({
      steps: wholeNumber,
      metres: wholeNumber,
      time: wholeNumber,
      capacity: wholeNumber,
      record: wholeNumber,
      waiting: wholeNumber,
    }),
    /** From this distance on nearness is worth nothing. */
    farMetres: someNumber,
    /** From so many days on a demand has waited as long as counts. */
    longWaitDays: someNumber,
    /** The areas, by their codes, for which the clock draws up a project list at the beginning of each quarter (F14). */
    quarterlyFor: z.array(z.string().regex(/^\d+$/)).min(1).optional(),
  }).optional(),
});

export type Profile = z.infer<typeof profileSchema>;
export type RoleTemplate = z.infer<typeof roleTemplate>;
export type Taxonomy = z.infer<typeof taxonomy>;
export type Category = z.infer<typeof category>;
export type RequestType = z.infer<typeof requestType>;
export type CategoryType = z.infer<typeof categoryType>;
export type Urgency = z.infer<typeof urgency>;
export type ResponseGrade = z.infer<typeof responseGrade>;
export type VisitTier = z.infer<typeof visitTier>;
export type SubsidyTier = z.infer<typeof subsidyTier>;
export type EntryListItem = z.infer<typeof entry>;
export type Selection = z.infer<typeof selection>;
export type Duty = z.infer<typeof duty>;
export type Power = z.infer<typeof power>;
export type OrganisationTemplate = z.infer<typeof organisationTemplate>;
export type ListCategory = z.infer<typeof listCategory>;
export type EvaluationScheme = z.infer<typeof evaluationScheme>;
export type CouncilKind = z.infer<typeof councilKind>;
export type MatterKind = z.infer<typeof matterKind>;
export type DeliberationProcedure = z.infer<typeof deliberationProcedure>;
export type Post = Profile['posts'][number];
export type Channel = Profile['channels'][number];
