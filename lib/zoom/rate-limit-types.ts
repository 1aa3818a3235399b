/** Zoom's labels of calls, and what a limiter does for a client. */

export const rateLabels = [
  "light",
  "medium",
  "heavy",
  "resourceIntensive",
  "phoneLight",
  "phoneMedium",
  "phoneHeavy",
  "phoneResourceIntensive",
] as const;

export type RateLabel = (typeof rateLabels)[number];

/** The plan of the Zoom account; "business" stands for business, education, enterprise and partner. */
export type ZoomPlan = "free" | "pro" | "business";

/** How many calls of each label were spent on a UTC day. */
export type SpentCalls = Partial<Record<RateLabel, number>>;

/** One call that may go out now. Say what became of it: others may be waiting to learn it. */
export type RateTurn = {
  /** Zoom let it through, whatever it answered. */
  passed(): void;
  /** Zoom answered 429; the next turns come when Zoom asks for it. */
  refused(answer: { headers: Headers; message: string | null }): void;
  /** Nobody knows: the line broke, or we stopped. */
  lost(): void;
};

export type RateLimiter = {
  /**
   * Waits until a call of this label may go out. Throws `ZoomError` rateLimit with `retryAt` instead of waiting for
   * more than a few seconds, and when the share of the daily limit is spent.
   */
  take(label: RateLabel, signal?: AbortSignal): Promise<RateTurn>;
  /** How many calls of this label may go out in a second, on average. */
  perSecond(label: RateLabel): number;
  /** Saves what was spent, and gives back what was set aside. Call at the end of a job. */
  flush(): Promise<void>;
};
