/** What the Features tab shows and may change. */
import { z } from "zod";

export const featureProducts = ["meetings", "phone", "webinars"] as const;
export type FeatureProduct = (typeof featureProducts)[number];

export type FeatureView = {
  product: FeatureProduct;
  isVisible: boolean;
  visibleChangedBy: string | null;
  visibleChangedAt: string | null;
  isReceiving: boolean;
  receivingSince: string | null;
  receivingStoppedAt: string | null;
  receivingChangedBy: string | null;
  /** What hiding takes from timelines; null while hidden, because hidden is hidden everywhere. */
  shown: { activities: number; people: number } | null;
  lastEventAt: string | null;
  /** Live connections, and those on which Zoom gives us the product. */
  accounts: number;
  accountsOk: number;
  /** Connections on which it does not, with the reason in words. */
  troubles: { connection: string; cause: string }[];
  /** Mapped Zoom users, and those with the licence that the product needs. */
  mapped: number;
  equipped: number;
};

export type FeaturesView = { now: string; features: FeatureView[] };

export const visibleInput = z.object({ product: z.enum(featureProducts), isVisible: z.boolean() });
export const receivingInput = z.object({ product: z.enum(featureProducts), isReceiving: z.boolean() });
