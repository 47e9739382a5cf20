import { act, recordUnmaskings, take } from '@jinlin/acts';
import { invalidInput, isRefusal } from '@jinlin/graphql';
import { MealBooking } from '../canteen/booking.entity';
import type { Meal } from '../canteen/meal.entity';
import type { Context } from '../context';
import { ElderProfile } from '../elder/elder.entity';
import { elderLife } from '../elder/elder.life';
import type { RecordAllergiesInput } from '../generated/graphql';
import { outOfRange } from '../guards';
import { keeps } from '../reach';

const MOST_ALLERGIES = 20;

/** Bookings that stand learn of it too, since kitchens read of them and not of the elder. */
export const recordAllergies = (ctx: Context, input: RecordAllergiesInput) =>
  act(ctx, ElderProfile, 'recordAllergies', input, async (recording) => {
    const allergies = [...new Set(input.allergies.map((text) => text.trim()))];
    const sealedAllergies = allergies.length ? ctx.vault.seal(JSON.stringify(allergies)) : null;

    const elder = await take(
      recording,
      elderLife,
      {
        id: input.id,
        action: 'RECORD_ALLERGIES',
        unless: () =>
          outOfRange(ctx, 'allergies', allergies.length, 0, MOST_ALLERGIES) ?? nameless(ctx, allergies),
      },
      () => ({
        set: { sealedAllergies, allergyCount: allergies.length },
        facts: { count: allergies.length },
      }),
    );
    if (isRefusal(elder)) return elder;

    await recording.tx.update(MealBooking, { elderId: elder.id, state: 'BOOKED' }, { sealedAllergies });
    return elder;
  });

/** Opens the seal on an elder's allergies, for whoever was let in before. */
export const allergiesIn = ({ vault }: Context, sealed: Buffer | null): string[] =>
  sealed ? JSON.parse(vault.open(sealed)) : [];

/** What those who booked a meal must not eat, once it is recorded who reads it and why. */
export async function allergiesOfMeal(ctx: Context, { id, canteenId }: Meal, purpose: string) {
  const site = await ctx.load.site.load(canteenId);
  if (!site || !keeps(ctx, site)) return null;

  const bookings = await ctx.load.bookingsWithAllergies.load(id);
  await recordUnmaskings(ctx, { type: 'MealBooking', ids: bookings.map((booking) => booking.id), purpose });
  return bookings.map((booking) => ({ booking, allergies: allergiesIn(ctx, booking.sealedAllergies) }));
}

const nameless = (ctx: Context, allergies: readonly string[]) =>
  allergies.includes('')
    ? invalidInput(ctx, 'allergies', { en: 'Name what they must not eat.', zh: '请写明忌口内容。' })
    : null;
