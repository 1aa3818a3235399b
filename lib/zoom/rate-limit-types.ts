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

export type RateLimiter = {
  /**
   * Waits until a call of this label may go out. Throws `ZoomError` rateLimit with `retryAt` instead of waiting more
   * than a minute, and when the share of the daily limit is spent.
   */
  take(label: RateLabel, signal?: AbortSignal): Promise<void>;
  /** Notes that Zoom answered 429; the next `take` waits for as long as Zoom asks. */
  noteRefusal(label: RateLabel, answer: { headers: Headers; message: string | null }): void;
  /** Notes a call that Zoom let through. */
  noteSuccess(label: RateLabel): void;
  /** Saves what was spent since the last save. Call at the end of a job. */
  flush(): Promise<void>;
};
