/** What stands at the head of a printed timeline: whose it is, in whose time, and how it was narrowed down. */
import type { TimelineLayer, TimelineViewer, ZoneChoice } from "./timeline-types.ts";
import { listOf, placeOfZone } from "./words.ts";

/** Whose days: `All that Rosa Martens may see`, `Imogen Clarke’s team`. */
export function peopleInWords(people: string, viewerName: string, teams: TimelineViewer["teams"]): string {
  if (people === "all") return `All that ${viewerName} may see`;
  const manager = people === "team" ? viewerName : teams.find(({ id }) => id === people)?.name;
  return manager === undefined ? "A team" : `${manager}’s team`;
}

/** In whose time the days are cut and told. */
export function zoneInWords(
  zone: ZoneChoice,
  names: { ownName: string; viewerName: string; viewerZone: string; organisationZone: string },
): string {
  const { ownName, viewerName, viewerZone, organisationZone } = names;
  if (zone === "own") return ownName;
  return zone === "mine"
    ? `${viewerName}’s time (${placeOfZone(viewerZone)})`
    : `The organisation’s time (${placeOfZone(organisationZone)})`;
}

const layerWords: Record<TimelineLayer, string> = {
  meetings: "meetings",
  phone: "calls",
  webinars: "webinars",
  calendar: "calendar events",
};

/** What the viewer narrowed the page down to, as sentences. */
export function filtersInWords(q: string, layers: readonly TimelineLayer[] | null): string {
  const words = [
    ...(q === "" ? [] : [`People named “${q}”.`]),
    ...(layers === null
      ? []
      : layers.length === 0
        ? ["All kinds are switched off."]
        : [`Only ${listOf(layers.map((layer) => layerWords[layer]))}.`]),
  ];
  return words.length === 0 ? "None" : words.join(" ");
}
