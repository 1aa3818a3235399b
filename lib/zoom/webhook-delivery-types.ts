/** An event that we understand, with the parts that its reader has not read yet. */
export type Delivery = {
  event: string;
  accountId: string;
  eventAt: Date | null;
  payload: unknown;
  object: unknown;
};
