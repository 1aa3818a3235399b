/** Everyone else at Halden Group: departments with a head, and the people below them. Always the same. */

import type { PersonSketch, ZoomSketch } from "./named-people.ts";
import { firstNames, lastNames, type Office } from "./names.ts";
import { randomOf } from "./random.ts";

type Department = { name: string; offices: readonly Office[]; directorKey: string; size: number };

const departments: readonly Department[] = [
  { name: "Sales", offices: ["London", "Milan"], directorKey: "rosa-martens", size: 16 },
  { name: "Sales Americas", offices: ["New York"], directorKey: "rosa-martens", size: 15 },
  { name: "Field sales", offices: ["Chicago"], directorKey: "rosa-martens", size: 14 },
  { name: "Customer care", offices: ["Lisbon", "London"], directorKey: "judith-vale", size: 18 },
  { name: "Support", offices: ["Kolkata"], directorKey: "judith-vale", size: 16 },
  { name: "Platform", offices: ["Berlin", "Helsinki"], directorKey: "rosa-martens", size: 17 },
  { name: "Product", offices: ["Stockholm", "Berlin"], directorKey: "rosa-martens", size: 14 },
  { name: "Finance", offices: ["London"], directorKey: "judith-vale", size: 12 },
  { name: "People", offices: ["London", "New York"], directorKey: "judith-vale", size: 10 },
  { name: "Legal", offices: ["Milan", "London"], directorKey: "judith-vale", size: 8 },
  { name: "Marketing", offices: ["Lisbon", "New York"], directorKey: "rosa-martens", size: 15 },
  { name: "Logistics", offices: ["Singapore"], directorKey: "rosa-martens", size: 15 },
  { name: "Data", offices: ["Helsinki", "Stockholm"], directorKey: "rosa-martens", size: 12 },
  { name: "Research", offices: ["Stockholm", "Chicago"], directorKey: "rosa-martens", size: 12 },
];

/** What is unusual about the Zoom user of every so many people, so that each case that an import must survive exists. */
function sketchZoom(index: number, surname: string): ZoomSketch {
  if (index % 31 === 7) return { email: `${surname}@halden-nord.example` };
  if (index % 37 === 11) return { status: "pending", licence: "basic", hasPhone: false };
  if (index % 41 === 13) return { status: "inactive" };
  if (index % 53 === 17) return { email: null };
  if (index % 43 === 19) return { isMissing: true };
  if (index % 29 === 23) return { hasCapitals: true };
  if (index % 6 === 4) return { licence: "basic", hasPhone: false };
  if (index % 5 === 2) return { hasPhone: false };
  return {};
}

/** Lower-case letters without marks, for keys and addresses. */
export function foldName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

/** The other people, none with a name in `takenNames`. Every department has a head; the larger ones a second team. */
export function generatePeople(takenNames: ReadonlySet<string>): PersonSketch[] {
  const random = randomOf("halden group", "people");
  const taken = new Set(takenNames);
  const people: PersonSketch[] = [];
  for (const department of departments) {
    let headKey = department.directorKey;
    let leadKey = department.directorKey;
    for (let seat = 0; seat < department.size; seat++) {
      const office = department.offices[seat % 3 === 2 ? department.offices.length - 1 : 0] ?? "London";
      const name = freshName(office, taken, random.pick);
      const isHead = seat === 0;
      const isLead = department.size >= 14 && seat === Math.ceil(department.size / 2);
      people.push({
        name,
        office,
        role: isHead || isLead ? "manager" : "member",
        managerKey: isLead ? headKey : leadKey,
        department: department.name,
        zoom: isHead || isLead ? {} : sketchZoom(people.length, foldName(name.split(" ").at(-1) ?? name)),
      });
      if (isHead) headKey = keyOf(name);
      if (isHead || isLead) leadKey = keyOf(name);
    }
  }
  return people;
}

/** "Amara Okafor" becomes "amara-okafor". */
export function keyOf(name: string): string {
  return foldName(name).replace(/[^a-z]+/g, "-");
}

function freshName(office: Office, taken: Set<string>, pick: <T>(items: readonly T[]) => T): string {
  for (;;) {
    const name = `${pick(firstNames[office])} ${pick(lastNames[office])}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
