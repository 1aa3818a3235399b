/** What can go wrong on request. All off in the beginning. */

export type Faults = {
  /** Every REST call answers 429. */
  isStorm: boolean;
  /** Another program of the account uses its share of every limit. */
  hasOtherProgram: boolean;
  /** Every REST call answers 503 with a page of HTML. */
  isBroken: boolean;
  /** Every answer of REST and OAuth waits this long. */
  slowMs: number;
  /** Events are lost on the way, as in an outage: never sent, never repeated. */
  dropsWebhooks: boolean;
  duplicatesWebhooks: boolean;
  /** Events wait for different times, so that they overtake each other. */
  reordersWebhooks: boolean;
  /** The admin's Zoom role lost its rights: these products answer "no permission". */
  refusesReports: boolean;
  refusesPhone: boolean;
  /** A refresh token that was used is not dead at once, as was once seen on the real Zoom. */
  keepsOldTokens: boolean;
};

export function noFaults(): Faults {
  return {
    isStorm: false,
    hasOtherProgram: false,
    isBroken: false,
    slowMs: 0,
    dropsWebhooks: false,
    duplicatesWebhooks: false,
    reordersWebhooks: false,
    refusesReports: false,
    refusesPhone: false,
    keepsOldTokens: false,
  };
}
