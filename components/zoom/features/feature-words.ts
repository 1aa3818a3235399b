/** The words of the Features tab. Pure. */
import type { FeatureProduct, FeatureView } from "#lib/integration/features-schema.ts";

export type ProductWords = {
  name: string;
  kind: "meeting" | "call" | "webinar";
  /** What one of them is called, and several. */
  one: string;
  many: string;
  appears: string[];
  never: string[];
};

export const words: Record<FeatureProduct, ProductWords> = {
  meetings: {
    name: "Meetings",
    kind: "meeting",
    one: "meeting",
    many: "meetings",
    appears: ["Meetings that a mapped person hosted", "Title, start, end, duration"],
    never: [
      "Meetings someone only took part in: their calendar event shows instead",
      "Attendees, recordings, transcripts, chat",
    ],
  },
  phone: {
    name: "Phone",
    kind: "call",
    one: "call",
    many: "calls",
    appears: [
      "Calls in which a mapped person was caller or callee",
      "Direction, caller ID name, start, end, duration, device",
    ],
    never: ["Phone numbers", "Voicemail, recordings, transcripts, messages"],
  },
  webinars: {
    name: "Webinars",
    kind: "webinar",
    one: "webinar",
    many: "webinars",
    appears: ["Webinars that a mapped person hosted", "Title, start, end, duration"],
    never: ["Attendees, registrations, questions, polls"],
  },
};

/** "1 webinar of 1 person", "214 webinars of 38 people". */
export function shownInWords(
  product: FeatureProduct,
  { activities, people }: NonNullable<FeatureView["shown"]>,
): string {
  const { one, many } = words[product];
  const count = (value: number) => value.toLocaleString("en-GB");
  return `${count(activities)} ${activities === 1 ? one : many} of ${count(people)} ${people === 1 ? "person" : "people"}`;
}

/** Who of the mapped people has what the product needs. */
export function needInWords({ product, mapped, equipped }: FeatureView): { text: string; isShort: boolean } {
  if (product === "meetings") return { text: "Any Zoom plan", isShort: false };
  const missing = mapped - equipped;
  if (product === "webinars") {
    return { text: `A webinar licence; ${equipped.toLocaleString("en-GB")} mapped users are licensed`, isShort: false };
  }
  if (missing === 0) return { text: "A Zoom Phone licence: everyone mapped has one", isShort: false };
  return {
    text: `A Zoom Phone licence: ${missing.toLocaleString("en-GB")} mapped ${missing === 1 ? "user has" : "users have"} none`,
    isShort: true,
  };
}
