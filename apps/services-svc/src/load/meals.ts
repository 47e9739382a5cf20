import { dateIn } from '@jinlin/calendar';
import type { HistoryRow } from '@jinlin/history';
import { between, idOf, type Random } from '@jinlin/localities';
import type { MealBooking } from '../canteen/booking.entity';
import { sumOf } from '../canteen/canteen.rules';
import type { Meal } from '../canteen/meal.entity';
import { bookingLife, mealLife } from '../canteen/meal.life';
import { addDays, ageOn, midnight } from '../dates';
import type { ElderProfile } from '../elder/elder.entity';
import type { MealBookingAction, Sitting } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import type { ServiceSite } from '../site/site.entity';
import { lived } from './lived';

export interface LoadedMeal {
  row: Omit<Meal, '__typename'>;
  bookings: Omit<MealBooking, '__typename'>[];
  history: HistoryRow[];
}

const DAYS_BACK = 14;
const DAYS_AHEAD = 14;
const HOUR = 3_600_000;

const dishes = [
  ['红烧豆腐', '清炒时蔬', '番茄蛋汤'],
  ['清蒸鱼', '炒青菜', '紫菜汤'],
  ['土豆烧鸡', '凉拌黄瓜', '冬瓜汤'],
  ['肉末蒸蛋', '炒豆芽', '小米粥'],
];

type Row<Entity> = Omit<Entity, '__typename'>;

/** The meals of a canteen around now, those past eaten or missed, those to come booked by some elders of its community. */
export function livedMeals(
  canteen: Row<ServiceSite>,
  elders: readonly Row<ElderProfile>[],
  rules: LocalityRules,
  random: Random,
  now: Date,
): LoadedMeal[] {
  const today = dateIn(now);
  const days = Array.from({ length: DAYS_BACK + DAYS_AHEAD }, (_, i) => addDays(today, i - DAYS_BACK));
  const sittings: readonly Sitting[] = ['LUNCH', 'DINNER'];

  return days.flatMap((day) =>
    sittings.map((sitting) => {
      const eating = elders.filter(() => random() < (sitting === 'LUNCH' ? 0.4 : 0.15));
      return livedMeal(canteen, { day, sitting, eating }, rules, random, now);
    }),
  );
}

interface Table {
  day: string;
  sitting: Sitting;
  eating: readonly Row<ElderProfile>[];
}

function livedMeal(
  canteen: Row<ServiceSite>,
  { day, sitting, eating }: Table,
  rules: LocalityRules,
  random: Random,
  now: Date,
): LoadedMeal {
  const id = idOf('meal', `${canteen.id} ${day} ${sitting}`);
  const rule = rules.meals(day);
  const publishedAt = new Date(midnight(addDays(day, -15)).getTime() + 9 * HOUR);
  const bookingClosesAt = new Date(midnight(day).getTime() + (sitting === 'LUNCH' ? 8 : 14) * HOUR);
  const isOver = day < dateIn(now);

  const lives = eating.map((elder) => {
    const bookingId = idOf('meal-booking', `${id} ${elder.id}`);
    const { hardships } = elder;
    const subsidyLines = rule.subsidy({ age: ageOn(elder.birthDate, day), hardships }, rule.standardPrice);
    const subsidy = sumOf(subsidyLines);
    const bookedAt = new Date(publishedAt.getTime() + between(random, 1, 9) * HOUR);
    const action: MealBookingAction = random() < 0.94 ? 'SERVE' : 'MISS';
    const { state, history } = lived(
      bookingLife,
      bookingId,
      {
        action: 'BOOK',
        at: bookedAt,
        role: 'GRID_WORKER',
        state: 'BOOKED',
        ruleVersion: rule.ruleVersion,
        facts: { price: rule.standardPrice, subsidy },
      },
      isOver ? [{ action, at: new Date(bookingClosesAt.getTime() + 4 * HOUR), role: 'SITE_MANAGER' }] : [],
    );
    const row: Row<MealBooking> = {
      id: bookingId,
      mealId: id,
      day,
      state,
      service: 'AT_TABLE',
      price: rule.standardPrice,
      subsidy,
      toPay: rule.standardPrice - subsidy,
      subsidyLines,
      ruleVersion: rule.ruleVersion,
      bookedAt,
      sealedAllergies: elder.sealedAllergies,
      elderId: elder.id,
      personId: elder.personId,
      elderAreaId: elder.areaId,
      elderAreaPath: elder.areaPath,
      canteenId: canteen.id,
      operatorId: canteen.operatorId,
      areaId: canteen.areaId,
      areaPath: canteen.areaPath,
    };
    return { row, history };
  });

  const { state, history } = lived(
    mealLife,
    id,
    { action: 'PUBLISH', at: publishedAt, role: 'SITE_MANAGER', state: 'PUBLISHED' },
    [],
  );
  return {
    row: {
      id,
      canteenId: canteen.id,
      state,
      day,
      sitting,
      dishes: dishes[Number(day.slice(-2)) % dishes.length]!,
      price: rule.standardPrice,
      seats: 40,
      booked: lives.length,
      bookingClosesAt,
    },
    bookings: lives.map(({ row }) => row),
    history: [...history, ...lives.flatMap((life) => life.history)],
  };
}
