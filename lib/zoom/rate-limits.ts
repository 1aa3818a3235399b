/** Zoom's limits of an account, shared by all apps that are installed there (state of 2026). */
import "server-only";
import type { RateLabel, ZoomPlan } from "./rate-limit-types.ts";

/** `calls` in every `perMs` milliseconds. */
export type Pace = { calls: number; perMs: number };
type Limits = Record<RateLabel, { pace: Pace; perDay?: number }>;

/** Labels in one purse share its daily limit. */
export type Purse = "light" | "medium" | "heavy" | "phoneLight" | "phoneMedium" | "phoneHeavy";

const perSecond = (calls: number): Pace => ({ calls, perMs: 1_000 });
const perMinute = (calls: number): Pace => ({ calls, perMs: 60_000 });

const phonePro = {
  phoneLight: { pace: perSecond(20) },
  phoneMedium: { pace: perSecond(10) },
  phoneHeavy: { pace: perSecond(5), perDay: 15_000 },
  phoneResourceIntensive: { pace: perMinute(5), perDay: 15_000 },
} as const;

export const limits: Record<ZoomPlan, Limits> = {
  free: {
    light: { pace: perSecond(4), perDay: 6_000 },
    medium: { pace: perSecond(2), perDay: 2_000 },
    heavy: { pace: perSecond(1), perDay: 1_000 },
    resourceIntensive: { pace: perMinute(10), perDay: 30_000 },
    // Free accounts have no Zoom Phone; should one answer, its smallest limits are the safe guess.
    ...phonePro,
  },
  pro: {
    light: { pace: perSecond(30) },
    medium: { pace: perSecond(20) },
    heavy: { pace: perSecond(10), perDay: 30_000 },
    resourceIntensive: { pace: perMinute(10), perDay: 30_000 },
    ...phonePro,
  },
  business: {
    light: { pace: perSecond(80) },
    medium: { pace: perSecond(60) },
    heavy: { pace: perSecond(40), perDay: 60_000 },
    resourceIntensive: { pace: perMinute(20), perDay: 60_000 },
    phoneLight: { pace: perSecond(40) },
    phoneMedium: { pace: perSecond(20) },
    phoneHeavy: { pace: perSecond(10), perDay: 30_000 },
    phoneResourceIntensive: { pace: perMinute(10), perDay: 30_000 },
  },
};

/** Heavy and resource-intensive calls share the day, in the meeting products and in Phone. */
export const purseOf: Record<RateLabel, Purse> = {
  light: "light",
  medium: "medium",
  heavy: "heavy",
  resourceIntensive: "heavy",
  phoneLight: "phoneLight",
  phoneMedium: "phoneMedium",
  phoneHeavy: "phoneHeavy",
  phoneResourceIntensive: "phoneHeavy",
};
