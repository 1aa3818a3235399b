/** Halden Group: about 225 people, and about 240 Zoom users of its main account. Invented, and always the same. */
import { generatePeople, keyOf } from "./generated-people.ts";
import { namedPeople, type PersonSketch, type ZoomSketch } from "./named-people.ts";
import { zones } from "./names.ts";
import { zoomIdOf } from "./random.ts";
import type { RosterPerson, RosterZoomUser } from "./roster-types.ts";

export type { RosterPerson, RosterZoomUser } from "./roster-types.ts";

/** The demo organisation. */
export const organisation = { name: "Halden Group", domain: "halden.example" } as const;

function zoomUserOf(key: string, name: string, workEmail: string, sketch: ZoomSketch): RosterZoomUser | null {
  if (sketch.isMissing) return null;
  const status = sketch.status ?? "active";
  const hasPhone = sketch.hasPhone ?? true;
  return {
    id: status === "pending" ? null : zoomIdOf("zoom user", key),
    email: emailOf(workEmail, sketch),
    displayName: name,
    status,
    licence: sketch.licence ?? "licensed",
    hasPhone,
    extensionId: hasPhone ? zoomIdOf("extension", key) : null,
  };
}

function emailOf(workEmail: string, sketch: ZoomSketch): string | null {
  if (sketch.email !== undefined) return sketch.email;
  return sketch.hasCapitals
    ? workEmail.replace(/\b[a-z](?=[a-z]*\.[a-z]+@|[a-z]*@)/g, (letter) => letter.toUpperCase())
    : workEmail;
}

function personOf(sketch: PersonSketch): RosterPerson {
  const key = keyOf(sketch.name);
  const workEmail = `${key.replaceAll("-", ".")}@${organisation.domain}`;
  return {
    key,
    name: sketch.name,
    workEmail,
    role: sketch.role,
    timeZone: zones[sketch.office],
    managerKey: sketch.managerKey,
    isDemoLogin: sketch.isDemoLogin ?? false,
    department: sketch.department,
    zoom: zoomUserOf(key, sketch.name, workEmail, sketch.zoom ?? {}),
  };
}

/** Everyone at Halden Group; a manager always stands before the people below them. */
export const roster: readonly RosterPerson[] = [
  ...namedPeople,
  ...generatePeople(new Set(namedPeople.map((person) => person.name))),
].map(personOf);

const others: readonly [name: string, email: string | null, sketch: ZoomSketch][] = [
  ["Boardroom, Lisbon", "room.lisbon@halden.example", { hasPhone: false }],
  ["Boardroom, London", "room.london@halden.example", { hasPhone: false }],
  ["Boardroom, Berlin", "room.berlin@halden.example", { hasPhone: false }],
  ["Studio, Stockholm", "studio.stockholm@halden.example", { hasPhone: false }],
  ["Training room 1", "training1@halden.example", { hasPhone: false }],
  ["Training room 2", "training2@halden.example", { hasPhone: false }],
  ["Lobby phone", null, { licence: "basic" }],
  ["Warehouse phone", null, { licence: "basic" }],
  ["Front desk 1", "frontdesk1@halden.example", { licence: "basic" }],
  ["Front desk 2", "frontdesk2@halden.example", { licence: "basic" }],
  ["Front desk, New York", "frontdesk.ny@halden.example", { licence: "basic" }],
  ["Events", "events@halden.example", { hasPhone: false }],
  ["Academy", "academy@halden.example", { hasPhone: false }],
  ["R. Martens", "r.martens@halden-nord.example", { licence: "basic", hasPhone: false }],
  ["Ingrid Solheim (Kvist Consulting)", "ingrid@kvist-consulting.example", {}],
  ["Marc Aubert (Kvist Consulting)", "marc@kvist-consulting.example", { hasPhone: false }],
  ["Petra Novak, freelance", "petra.novak@mailbay.example", { licence: "basic", hasPhone: false }],
  ["Sam Whitlow, temp", "sam.whitlow@brightstaff.example", { licence: "basic" }],
  ["Dana Ruiz, temp", "dana.ruiz@brightstaff.example", { licence: "basic" }],
  ["Old support line", "support.old@halden.example", { status: "inactive" }],
  ["", "new.starter@halden.example", { status: "pending", licence: "basic", hasPhone: false }],
  ["", "interview.panel@halden.example", { status: "pending", licence: "basic", hasPhone: false }],
];

/** Zoom users of the main account that belong to nobody on the roster: rooms, front desks, contractors, invitations. */
export const otherZoomUsers: readonly RosterZoomUser[] = others.flatMap(([name, email, sketch]) => {
  const user = zoomUserOf(`other ${name} ${email}`, name, email ?? "", { ...sketch, email });
  return user === null ? [] : [user];
});
