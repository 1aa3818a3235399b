/** Plays the present: as time passes, what begins and ends becomes events, for the accounts that allowed the app. */
import type { Clock } from "../clock.ts";
import type { Company } from "../company/company.ts";
import type { Grants } from "../oauth/grants.ts";
import { scopeOfEvent } from "../oauth/scopes.ts";
import type { Deliverer } from "../webhooks/deliver.ts";
import { legCompleted, sessionEnded, sessionStarted, type ZoomEvent } from "../webhooks/events.ts";
import { bustleOf, isQuiet, slotMs, type Watched } from "./bustle.ts";

/** A time in which the present was on; ms, half-open. */
export type Run = { from: number; to: number };

export type Player = {
  /** Plays up to now. */
  play(): void;
  start(): void;
  stop(): void;
  /** The runs so far, the present one included; what is older than two days is forgotten. */
  runs(): Run[];
  /** Fills in what the live present added in earlier runs. */
  restore(runs: readonly Run[]): void;
  /** Sends an event to its account, if the app is allowed there and may have it. */
  emit(accountId: string, event: ZoomEvent): boolean;
};

type Options = {
  seed: string;
  now: Clock;
  companies: ReadonlyMap<string, Company>;
  grants: Grants;
  deliverer: Deliverer;
  watched: Watched;
  /** Whether the present has extra life beyond the schedule. */
  hasBustle: boolean;
};

const tickMs = 1000;
const keptMs = 2 * 86_400_000;
/** The extra life began this long before the start, so that there is something to end from the first minute on. */
const warmUpMs = 12 * 60_000;

export function makePlayer({ seed, now, companies, grants, deliverer, watched, hasBustle }: Options): Player {
  let playedUntil = now();
  let timer: NodeJS.Timeout | undefined;
  const earlier: Run[] = [];
  const startedAt = playedUntil - (hasBustle ? warmUpMs : 0);
  const filledSlots = new Set<number>();

  function addBustle(company: Company, slot: number): void {
    if (!isQuiet(company, slot)) return;
    const { session, call } = bustleOf(seed, company, watched, slot);
    if (session) company.live.sessions.push(session);
    if (call) company.live.calls.push(call);
  }
  function fill(from: number, to: number): void {
    if (!hasBustle) return;
    for (let slot = Math.ceil(from / slotMs); slot * slotMs < to; slot++) {
      if (filledSlots.has(slot)) continue;
      filledSlots.add(slot);
      for (const company of companies.values()) addBustle(company, slot);
    }
  }
  function emit(accountId: string, event: ZoomEvent): boolean {
    const scope = scopeOfEvent(event.event);
    const isAllowed = grants
      .list()
      .some((grant) => grant.accountId === accountId && (scope === null || grant.scopes.includes(scope)));
    if (isAllowed) deliverer.send(event);
    return isAllowed;
  }
  /** Events of the half-open range, in the order in which they happen. */
  function eventsOf(company: Company, from: number, to: number): ZoomEvent[] {
    const isIn = (at: number | null): at is number => at !== null && at >= from && at < to;
    const found: { at: number; event: ZoomEvent }[] = [];
    const { account } = company;
    for (const session of company.playableSessions(from, to)) {
      if (isIn(session.startAt)) found.push({ at: session.startAt, event: sessionStarted(account, session) });
      if (isIn(session.endAt)) found.push({ at: session.endAt, event: sessionEnded(account, session, session.endAt) });
    }
    for (const call of company.playableCalls(from, to)) {
      for (const leg of call.legs) {
        const isThere = company.wasThere(leg.userId, leg.endAt);
        if (isIn(leg.endAt) && isThere) found.push({ at: leg.endAt, event: legCompleted(account, call, leg) });
      }
    }
    return found.sort((one, other) => one.at - other.at).map(({ event }) => event);
  }

  const player: Player = {
    emit,
    play() {
      const until = now();
      if (until <= playedUntil) return;
      fill(playedUntil, until);
      const connected = new Set(grants.list().map((grant) => grant.accountId));
      for (const [accountId, company] of companies) {
        if (!connected.has(accountId)) continue;
        for (const event of eventsOf(company, playedUntil, until)) emit(accountId, event);
      }
      playedUntil = until;
    },
    start() {
      fill(startedAt, playedUntil);
      timer = setInterval(() => player.play(), tickMs);
    },
    stop() {
      clearInterval(timer);
    },
    runs: () => [...earlier, { from: startedAt, to: playedUntil }],
    restore(runs) {
      for (const run of runs.filter(({ to }) => to > now() - keptMs)) {
        earlier.push(run);
        fill(run.from, run.to);
      }
    },
  };
  return player;
}
