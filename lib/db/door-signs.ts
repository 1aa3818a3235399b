/**
 * What comes to the door and belongs to no connection: Zoom's questions whether the address is ours, and refusals by
 * their reason. Counted by UTC day, a row a day and sign, however many requests there are.
 */
import "server-only";
import { db } from "./client.ts";
import { countSoon } from "./count-soon.ts";

export type RefusalReason =
  | "tooLarge"
  | "tooSlow"
  | "noSecret"
  | "missingHeaders"
  | "tooOld"
  | "tooNew"
  | "badSignature"
  /** Signed, but no delivery. */
  | "unreadable"
  /** Answered 503: Zoom sends it again. */
  | "notStored";

/** Whether Zoom signs all its questions is not documented, so the unsigned ones count as well. */
type Sign = RefusalReason | "validation" | "unsignedValidation";
type Counted = { day: string; sign: Sign; count: number; lastAt: Date };

const counter = countSoon<Counted>({
  join(own, more) {
    own.count += more.count;
    if (more.lastAt > own.lastAt) own.lastAt = more.lastAt;
  },
  write,
});

/** Counts a sign. It is in the table a second later, or after `flushDoorSigns`. */
export function countSign(sign: Sign, at: Date): void {
  const day = at.toISOString().slice(0, 10);
  counter.add(`${day} ${sign}`, { day, sign, count: 1, lastAt: at });
}

/** Writes what was counted. Never throws. */
export const flushDoorSigns = counter.flush;

async function write(counted: readonly Counted[]): Promise<void> {
  const rows = counted.map(({ day, sign, count, lastAt }) => ({ day, sign, count, last_at: lastAt.toISOString() }));
  await db().$executeRaw`
    insert into door_day as d (day, sign, count, last_at)
    select r.day, r.sign, r.count, r.last_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (day date, sign text, count int, last_at timestamptz)
    order by r.day, r.sign
    on conflict (day, sign)
    do update set count = d.count + excluded.count, last_at = greatest(d.last_at, excluded.last_at)`;
}

export type DoorSigns = {
  /** When Zoom last asked whether the address is ours, which it does every 72 hours; null when it never did. */
  lastValidationAt: Date | null;
  /** Refusals of the UTC day of `now`. Many bad signatures may mean that our secret is not Zoom's. */
  refusedToday: Partial<Record<RefusalReason, number>>;
};

/** The signs of the whole installation: one door serves all organisations. */
export async function readDoorSigns(now: Date): Promise<DoorSigns> {
  const day = new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`);
  const isValidation = { sign: { in: ["validation", "unsignedValidation"] satisfies Sign[] } };
  const [last, refused] = await Promise.all([
    db().doorDay.findFirst({ where: isValidation, orderBy: { lastAt: "desc" }, select: { lastAt: true } }),
    db().doorDay.findMany({ where: { day, NOT: isValidation }, select: { sign: true, count: true } }),
  ]);
  return {
    lastValidationAt: last?.lastAt ?? null,
    refusedToday: Object.fromEntries(refused.map(({ sign, count }) => [sign, count])),
  };
}
