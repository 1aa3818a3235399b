/** Halden Lab: a small second Zoom account, on the Pro plan and without Zoom Phone. Some people have a user in both. */
import { zoomIdOf } from "./random.ts";
import { type RosterZoomUser, roster } from "./roster.ts";

export type LabUser = RosterZoomUser & { key: string; timeZone: string; department: string; roleId?: "0" | "2" };

function labUser(key: string, displayName: string, email: string, timeZone: string): LabUser {
  return {
    key: `lab-${key}`,
    id: zoomIdOf("lab user", key),
    email,
    displayName,
    status: "active",
    licence: "licensed",
    hasPhone: false,
    extensionId: null,
    timeZone,
    department: "Research",
  };
}

/** People without a Zoom user in the main account, and some of Research who have one in each. */
const colleagues = [
  ...roster.filter((person) => person.zoom === null && person.key !== "alek-doyle"),
  ...roster.filter((person) => person.zoom !== null && person.department === "Research").slice(0, 6),
];

export const labUsers: readonly LabUser[] = [
  { ...labUser("alek-doyle", "Alek Doyle", "alek.doyle@halden-lab.example", "Europe/Stockholm"), roleId: "0" },
  { ...labUser("yusuf-adan", "Yusuf Adan", "yusuf@halden-lab.example", "Europe/London"), licence: "basic" },
  { ...labUser("jon-park", "Jon Park", "jon.park@halden.example", "America/Chicago") },
  ...colleagues.map((person) => labUser(person.key, person.name, person.workEmail, person.timeZone)),
  { ...labUser("bench", "Lab bench", "bench@halden-lab.example", "Europe/Stockholm"), licence: "basic" },
  { ...labUser("visitor", "Elin Dahl, visiting", "elin.dahl@norrland-institute.example", "Europe/Stockholm") },
];
