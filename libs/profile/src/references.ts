import { type DeliberationProcedure, deliberationStep, type Profile } from './schema';

/** Something wrong with a profile, by where it stands in the document. */
export interface Misfit {
  path: (string | number)[];
  reason: string;
}

/** What the parts of a profile must agree on, once each part is well-formed. */
export function misfitsOf(profile: Profile, unitKeys: ReadonlySet<string>): Misfit[] {
  const posts = new Set(profile.posts.map(({ kind }) => kind));
  const levels = new Set<string>(profile.levels.map(({ level }) => level));
  const taxonomies = new Set(
    profile.taxonomies.flatMap((version) => version.taxonomies.map(({ key }) => key)),
  );

  const categories = new Set(
    profile.taxonomies.flatMap(({ taxonomies }) =>
      taxonomies
        .filter(({ key }) => key === 'hotline')
        .flatMap(({ categories }) => categories.map(({ code }) => code)),
    ),
  );
  const ownWork = new Set(
    profile.entryList.flatMap(({ entries }) =>
      entries.filter(({ part }) => part === 'DOES').map(({ code }) => code),
    ),
  );

  const siteKinds = new Set(profile.siteKinds?.map(({ code }) => code));

  const knownPost = (post: string | undefined, path: Misfit['path']) =>
    post === undefined || posts.has(post) ? [] : [{ path, reason: `No post ${post} is listed under posts.` }];
  const knownUnit = (unit: string | undefined, path: Misfit['path']) =>
    unit === undefined || unitKeys.has(unit)
      ? []
      : [{ path, reason: `No unit ${unit} is listed in units.csv.` }];
  const knownLevel = (level: string, path: Misfit['path']) =>
    levels.has(level) ? [] : [{ path, reason: `The level ${level} is not in use here.` }];

  const knownSiteKind = (kind: string, path: Misfit['path']) =>
    siteKinds.has(kind) ? [] : [{ path, reason: `No kind ${kind} is listed under siteKinds.` }];

  const difficulties = new Set(profile.visits.flatMap(({ groups }) => groups.map(({ key }) => key)));
  const knownGroups = (groups: readonly string[], path: Misfit['path']) =>
    each(groups, [...path, 'groups'], (group, at) =>
      difficulties.has(group) ? [] : [{ path: at, reason: `No group ${group} is listed under visits.` }],
    );

  return [
    ...each(profile.levels, ['levels'], ({ head }, path) => knownPost(head, [...path, 'head'])),
    ...repeated(profile.levels, ['levels'], 'level'),
    ...each(profile.posts, ['posts'], ({ level }, path) => knownLevel(level, [...path, 'level'])),
    ...repeated(profile.posts, ['posts'], 'kind'),
    ...repeated(profile.replyTemplates ?? [], ['replyTemplates'], 'key'),
    ...repeated(profile.channels, ['channels'], 'key'),

    ...each(profile.roleTemplates, ['roleTemplates'], ({ templates }, block) => [
      ...repeated(templates, [...block, 'templates'], 'key'),
      ...each(templates, [...block, 'templates'], ({ level, slots, chain }, path) => [
        ...knownLevel(level, [...path, 'level']),
        ...each(slots.normal, [...path, 'slots', 'normal'], ({ post }, at) =>
          knownPost(post, [...at, 'post']),
        ),
        ...each(slots.emergency ?? [], [...path, 'slots', 'emergency'], ({ post }, at) =>
          knownPost(post, [...at, 'post']),
        ),
        ...each(chain ?? [], [...path, 'chain'], (post, at) => knownPost(post, at)),
      ]),
    ]),

    ...each(profile.taxonomies, ['taxonomies'], ({ taxonomies }, block) => [
      ...(taxonomies.some(({ key }) => key === 'hotline')
        ? []
        : [{ path: block, reason: 'The taxonomy hotline is missing; requests are sorted by it.' }]),
      ...repeated(taxonomies, [...block, 'taxonomies'], 'key'),
      ...each(taxonomies, [...block, 'taxonomies'], ({ key, categories }, path) => [
        ...repeated(categories, [...path, 'categories'], 'code'),
        ...each(categories, [...path, 'categories'], ({ code, unit }, at) => [
          ...knownUnit(unit, [...at, 'unit']),
          ...(key === 'hotline' && !unit && !categories.some((part) => isPartOf(part.code, code))
            ? [{ path: at, reason: `The category ${code} names no unit that answers for it.` }]
            : []),
        ]),
      ]),
    ]),

    ...each(profile.dispatchCatalogue ?? [], ['dispatchCatalogue'], ({ entries }, block) => [
      ...repeated(entries, [...block, 'entries'], 'key'),
      ...each(entries, [...block, 'entries'], ({ category, unit, entry }, path) => [
        ...knownUnit(unit, [...path, 'unit']),
        ...(categories.has(category)
          ? []
          : [{ path: [...path, 'category'], reason: `The hotline taxonomy has no ${category}.` }]),
        ...((unit === undefined) === (entry !== undefined && ownWork.has(entry))
          ? []
          : [{ path, reason: 'An entry names a unit, or an entry of the entry list that communities do.' }]),
      ]),
    ]),

    ...each(profile.deadlines, ['deadlines'], ({ handle }, block) => {
      const { limit, ...conditions } = handle.at(-1)!;
      return Object.keys(conditions).length === 0
        ? []
        : [{ path: [...block, 'handle', handle.length - 1], reason: 'The last rule must fit always.' }];
    }),

    ...each(profile.oneWindow ?? [], ['oneWindow'], ({ services }, block) => [
      ...repeated(services, [...block, 'services'], 'key'),
      ...each(services, [...block, 'services'], ({ unit, materials }, path) => [
        ...knownUnit(unit, [...path, 'unit']),
        ...repeated(materials, [...path, 'materials'], 'key'),
      ]),
    ]),

    ...each(profile.education ?? [], ['education'], ({ programmes }, block) =>
      repeated(programmes, [...block, 'programmes'], 'key'),
    ),

    ...each(profile.employment ?? [], ['employment'], ({ occupations, skills, weights }, block) => {
      const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
      return [
        ...repeated(occupations, [...block, 'occupations'], 'key'),
        ...repeated(skills, [...block, 'skills'], 'key'),
        ...(sum === 100
          ? []
          : [{ path: [...block, 'weights'], reason: `Weights add up to 100, not ${sum}.` }]),
      ];
    }),

    ...each(profile.repeatedComplaints ?? [], ['repeatedComplaints'], ({ measures }, block) =>
      repeated(measures, [...block, 'measures'], 'key'),
    ),

    ...each(profile.mediation ?? [], ['mediation'], ({ disputeTypes }, block) =>
      repeated(disputeTypes, [...block, 'disputeTypes'], 'key'),
    ),

    ...each(profile.neighbourCalls ?? [], ['neighbourCalls'], ({ ladders }, block) =>
      each(ladders, [...block, 'ladders'], ({ channel, rungs }, path) => [
        ...(profile.channels.some(({ key }) => key === channel)
          ? []
          : [{ path: [...path, 'channel'], reason: `No channel ${channel} is listed under channels.` }]),
        ...repeated(rungs, [...path, 'rungs'], 'key'),
      ]),
    ),

    ...each(profile.supervision ?? [], ['supervision'], ({ ladder }, block) =>
      repeated(ladder, [...block, 'ladder'], 'level'),
    ),

    ...repeated(profile.siteKinds ?? [], ['siteKinds'], 'code'),
    ...each(profile.siteChecklists ?? [], ['siteChecklists'], ({ checklists }, block) => [
      ...repeated(checklists, [...block, 'checklists'], 'key'),
      ...each(checklists, [...block, 'checklists'], ({ kinds, items }, path) => [
        ...each(kinds, [...path, 'kinds'], knownSiteKind),
        ...repeated(items, [...path, 'items'], 'key'),
      ]),
    ]),
    ...each(profile.serviceCircles ?? [], ['serviceCircles'], ({ circles }, block) => [
      ...repeated(circles, [...block, 'circles'], 'key'),
      ...each(circles, [...block, 'circles'], ({ kinds }, path) =>
        each(kinds, [...path, 'kinds'], knownSiteKind),
      ),
    ]),

    ...each(profile.workingHours, ['workingHours'], ({ periods }, block) =>
      each(periods, [...block, 'periods'], ({ from, to }, path, index) =>
        from < to && (index === 0 || periods[index - 1]!.to <= from)
          ? []
          : [{ path, reason: 'Working periods follow one another, each from earlier to later.' }],
      ),
    ),

    ...each(profile.threeRates, ['threeRates'], ({ weights }, block) => {
      const sum = weights.response + weights.resolution + weights.satisfaction;
      return sum === 100
        ? []
        : [{ path: [...block, 'weights'], reason: `Weights add up to 100, not ${sum}.` }];
    }),

    ...each(profile.thresholds, ['thresholds'], ({ householdsPerGrid: { standard, least, most } }, block) =>
      least <= standard && standard <= most
        ? []
        : [{ path: [...block, 'householdsPerGrid'], reason: 'The standard lies between least and most.' }],
    ),

    ...each(profile.visits, ['visits'], ({ tierRules = [] }, block) =>
      each(tierRules, [...block, 'tierRules'], ({ groups }, path) => knownGroups(groups, path)),
    ),
    ...each(profile.dayCare ?? [], ['dayCare'], ({ priorities }, block) => [
      ...repeated(priorities, [...block, 'priorities'], 'key'),
      ...each(priorities, [...block, 'priorities'], ({ groups = [] }, path) => knownGroups(groups, path)),
    ]),
    ...each(profile.canteen, ['canteen'], ({ hardships = [], days = [] }, block) => [
      ...repeated(hardships, [...block, 'hardships'], 'key'),
      ...repeated(days, [...block, 'days'], 'key'),
    ]),
    ...each(profile.canteen, ['canteen'], ({ mealPriceFen, subsidyTiers }, block) =>
      each(subsidyTiers, [...block, 'subsidyTiers'], ({ fromAge, toAge, perMealFen }, path, index) => [
        ...(index === 0 || fromAge === (subsidyTiers[index - 1]!.toAge ?? Number.NaN) + 1
          ? []
          : [
              { path: [...path, 'fromAge'], reason: 'A tier begins one year above where the last one ends.' },
            ]),
        ...(toAge === undefined || toAge >= fromAge
          ? []
          : [{ path: [...path, 'toAge'], reason: 'A tier ends no earlier than it begins.' }]),
        ...(perMealFen <= mealPriceFen
          ? []
          : [
              { path: [...path, 'perMealFen'], reason: 'A subsidy is no higher than the price of the meal.' },
            ]),
      ]),
    ),

    ...each(profile.entryList, ['entryList'], ({ entries }, block) => [
      ...repeated(entries, [...block, 'entries'], 'code'),
      ...each(entries, [...block, 'entries'], ({ unit }, path) => knownUnit(unit, [...path, 'unit'])),
    ]),

    ...each(profile.communityEconomy ?? [], ['communityEconomy'], ({ models }, block) =>
      repeated(models, [...block, 'models'], 'key'),
    ),

    ...each(profile.powers ?? [], ['powers'], ({ powers, platforms }, block) => [
      ...repeated(powers, [...block, 'powers'], 'key'),
      ...repeated(platforms ?? [], [...block, 'platforms'], 'key'),
      ...each(powers, [...block, 'powers'], ({ level }, path) => knownLevel(level, [...path, 'level'])),
    ]),

    ...each(profile.organisationTemplates ?? [], ['organisationTemplates'], ({ templates }, block) => [
      ...repeated(templates, [...block, 'templates'], 'key'),
      ...each(templates, [...block, 'templates'], ({ chain }, path) =>
        each(chain, [...path, 'chain'], ({ level }, at) => knownLevel(level, [...at, 'level'])),
      ),
    ]),

    ...each(profile.selections ?? [], ['selections'], (version, block) => [
      ...repeated(version.posts, [...block, 'posts'], 'post'),
      ...each(version.posts, [...block, 'posts'], ({ post, sources = [], criteria }, path) => [
        ...knownPost(post, [...path, 'post']),
        ...repeated(sources, [...path, 'sources'], 'key'),
        ...repeated(criteria, [...path, 'criteria'], 'key'),
      ]),
    ]),

    ...each(profile.duties ?? [], ['duties'], ({ duties }, block) =>
      each(duties, [...block, 'duties'], ({ post }, path) => knownPost(post, [...path, 'post'])),
    ),

    ...each(profile.jointWork ?? [], ['jointWork'], ({ alliances, series, themes }, block) => [
      ...repeated(alliances, [...block, 'alliances'], 'key'),
      ...each(alliances, [...block, 'alliances'], ({ level }, path) => knownLevel(level, [...path, 'level'])),
      ...repeated(series, [...block, 'series'], 'key'),
      ...each(themes, [...block, 'themes'], (theme, path) =>
        taxonomies.has(theme) ? [] : [{ path, reason: `No taxonomy ${theme} is listed under taxonomies.` }],
      ),
    ]),

    ...each(profile.councils ?? [], ['councils'], ({ kinds }, block) => [
      ...repeated(kinds, [...block, 'kinds'], 'key'),
      ...each(kinds, [...block, 'kinds'], (kind, path) => [
        ...each(kind.levels, [...path, 'levels'], knownLevel),
        ...repeated(kind.sides ?? [], [...path, 'sides'], 'key'),
      ]),
    ]),

    ...each(profile.matters ?? [], ['matters'], ({ kinds }, block) =>
      repeated(kinds, [...block, 'kinds'], 'key'),
    ),

    ...each(profile.deliberations ?? [], ['deliberations'], ({ procedures }, block) => [
      ...repeated(procedures, [...block, 'procedures'], 'key'),
      ...each(procedures, [...block, 'procedures'], ({ steps }, path) =>
        misfitSteps(steps, [...path, 'steps'], profile),
      ),
    ]),

    ...each(profile.threeLists ?? [], ['threeLists'], ({ classes, categories }, block) => [
      ...repeated(classes, [...block, 'classes'], 'key'),
      ...repeated(categories, [...block, 'categories'], 'key'),
      ...each(categories, [...block, 'categories'], (category, path) =>
        classes.some(({ key }) => key === category.class)
          ? []
          : [{ path: [...path, 'class'], reason: `No class ${category.class} is listed under classes.` }],
      ),
    ]),

    ...each(profile.communityWorkers ?? [], ['communityWorkers'], ({ grades, institutionPosts }, block) => [
      ...repeated(grades, [...block, 'grades'], 'key'),
      ...(institutionPosts && institutionPosts.least > institutionPosts.most
        ? [
            {
              path: [...block, 'institutionPosts'],
              reason: 'There are no fewer at the most than at the least.',
            },
          ]
        : []),
    ]),

    ...each(profile.microWishes ?? [], ['microWishes'], ({ channels, groups }, block) => [
      ...repeated(channels, [...block, 'channels'], 'key'),
      ...repeated(groups, [...block, 'groups'], 'key'),
    ]),

    ...each(profile.renewals ?? [], ['renewals'], ({ kinds, outputs }, block) => [
      ...repeated(kinds, [...block, 'kinds'], 'key'),
      ...repeated(outputs ?? [], [...block, 'outputs'], 'key'),
      ...each(kinds, [...block, 'kinds'], ({ criteria, award }, path) => [
        ...repeated(criteria, [...path, 'criteria'], 'key'),
        ...(award && award.leastFen > award.mostFen
          ? [{ path: [...path, 'award'], reason: 'The least award is no higher than the most.' }]
          : []),
      ]),
    ]),

    ...each(profile.evaluations ?? [], ['evaluations'], ({ schemes }, block) => [
      ...repeated(schemes, [...block, 'schemes'], 'key'),
      ...each(schemes, [...block, 'schemes'], ({ evaluators, domains, results }, path) => [
        ...repeated(evaluators, [...path, 'evaluators'], 'kind'),
        ...repeated(domains, [...path, 'domains'], 'key'),
        ...notAHundred(evaluators, [...path, 'evaluators']),
        ...notAHundred(domains, [...path, 'domains']),
        ...each(results, [...path, 'results'], ({ from }, at, index) =>
          index === 0 || from < results[index - 1]!.from
            ? []
            : [{ path: [...at, 'from'], reason: 'Results go down, from the highest to the lowest.' }],
        ),
        ...(results.at(-1)!.from === 0
          ? []
          : [{ path: [...path, 'results'], reason: 'The last result must begin at 0.' }]),
      ]),
    ]),
  ];
}

function notAHundred(parts: readonly { weight: number }[], path: Misfit['path']): Misfit[] {
  const sum = parts.reduce((so, { weight }) => so + weight, 0);
  return sum === 100 ? [] : [{ path, reason: `Weights add up to 100, not ${sum}.` }];
}

type Step = DeliberationProcedure['steps'][number];

/** Steps stand in their order, from the proposal on; discussions say who votes, and disclosures how long they last. */
function misfitSteps(steps: readonly Step[], path: Misfit['path'], profile: Profile): Misfit[] {
  const order = deliberationStep.shape.step.options;
  const known = new Set((profile.councils ?? []).flatMap(({ kinds }) => kinds.map(({ key }) => key)));
  const follows = (step: Step, before: Step | undefined) =>
    before ? order.indexOf(step.step) > order.indexOf(before.step) : step.step === 'PROPOSE';
  const isDiscussion = ({ step }: Step) => step === 'DISCUSS' || step === 'DISCUSS_AGAIN';
  const isDisclosure = ({ step }: Step) => step === 'PUBLISH' || step === 'PUBLISH_RESULT';

  return each(steps, path, (step, at, index) => [
    ...(follows(step, steps[index - 1])
      ? []
      : [{ path: [...at, 'step'], reason: 'Steps begin with PROPOSE and keep their order.' }]),
    ...(isDiscussion(step) === (step.councils !== undefined)
      ? []
      : [{ path: at, reason: 'A discussion names the councils that vote; nothing else does.' }]),
    ...(isDisclosure(step) === (step.lasts !== undefined)
      ? []
      : [{ path: at, reason: 'A disclosure says how long it lasts; nothing else does.' }]),
    ...each(step.councils ?? [], [...at, 'councils'], (council, where) =>
      known.has(council) ? [] : [{ path: where, reason: `No council ${council} is listed under councils.` }],
    ),
  ]);
}

const isPartOf = (code: string, whole: string) => code !== whole && code.startsWith(whole);

function each<Thing>(
  things: readonly Thing[],
  path: Misfit['path'],
  check: (thing: Thing, path: Misfit['path'], index: number) => Misfit[],
): Misfit[] {
  return things.flatMap((thing, index) => check(thing, [...path, index], index));
}

/** Things that bear the key of one before them. */
function repeated<Thing>(
  things: readonly Thing[],
  path: Misfit['path'],
  key: keyof Thing & string,
): Misfit[] {
  const seen = new Set<unknown>();
  return each(things, path, (thing, at) => {
    if (seen.has(thing[key])) return [{ path: [...at, key], reason: `${thing[key]} is listed twice.` }];
    seen.add(thing[key]);
    return [];
  });
}
