/** Who is on the two ends of a call: people with an extension, queues, and the outside world. */
import type { Party } from "./call-types.ts";
import type { DirectoryUser } from "./directory.ts";
import { type QueueName, queueNames } from "./habits.ts";
import { type Random, randomOf, zoomIdOf } from "./random.ts";

const companies = [
  "HEXA SUPPLIES",
  "Ferrow Logistics",
  "Meridian Tools",
  "Brack & Sons",
  "Tallis Freight",
  "Corvane Labs",
  "Nordhavn",
  "Tessaro",
  "Quillfeather Print",
  "OSTERBY BYGG",
  "Lindqvist Trä AB",
  "Pallas Insurance",
  "Gray Harbor Marine",
  "Sable & Finch",
  "VANTORO SPA",
  "Kestrel Couriers",
  "Amberley Clinics",
  "Duna Textil",
  "Sundar Electricals",
] as const;
const callers = [
  "Ada Nkemelu",
  "Peter Hollis",
  "Marguerite Blanc",
  "Søren Kragh",
  "Ines Figueiredo",
  "Yuki Tanabe",
  "DR M HARGREAVE",
  "Lucia Ferri",
  "Tomasz Wrona",
  "Bettina Krause",
] as const;

const devices = [
  "MAC_Client(6.0.2.33403)",
  "MAC_Client(6.4.1.50210)",
  "Windows_Client(5.17.5.31030)",
  "Windows_Client(6.2.11.50939)",
  "Android_Phone(5.16.2)",
  "iOS_Phone(6.3.5.19100)",
  "MAC_Client 5.11.9.9957",
  "MAC_Client",
  "AudioCodes405",
  "Yealink T54W",
] as const;

/** A person with Zoom Phone, on the device that they used for this call. */
export function userParty(user: DirectoryUser & { id: string }, random: Random): Party {
  const usual = randomOf("device", user.key).pick(devices);
  return {
    kind: "user",
    userId: user.id,
    extId: user.extensionId,
    extNumber: user.extensionNumber,
    name: user.displayName,
    email: user.email,
    canary: user.extensionNumber,
    device: random.chance(0.85) ? usual : random.pick(devices),
    isAnonymous: false,
  };
}

/** A call queue of the account. */
export function queueParty(name: QueueName): Party {
  return groupParty("call_queue", name, 8000 + queueNames.indexOf(name));
}

/** The recorded voice that answers the main number. */
export function receptionistParty(): Party {
  return groupParty("auto_receptionist", "Main reception", 8100);
}

function groupParty(kind: "call_queue" | "auto_receptionist", name: string, extNumber: number): Party {
  const extId = zoomIdOf("group", name);
  return { kind, userId: null, extId, extNumber, name, email: null, canary: extNumber, device: "", isAnonymous: false };
}

/** Someone outside: a company, a person, a number without a name, or nobody who can be known. */
export function outsideParty(random: Random): Party {
  const canary = random.between(10_000, 99_999);
  const chance = random.next();
  const base = {
    kind: "external",
    userId: null,
    extId: null,
    extNumber: null,
    email: null,
    canary,
    device: "",
  } as const;
  if (chance < 0.5) return { ...base, name: random.pick(companies), isAnonymous: false };
  if (chance < 0.68) return { ...base, name: random.pick(callers), isAnonymous: false };
  if (chance < 0.8) return { ...base, name: `+777000${canary}`, isAnonymous: false };
  if (chance < 0.93) return { ...base, name: "", isAnonymous: false };
  return { ...base, name: random.chance(0.5) ? "Anonymous" : "canary-hidden-caller", isAnonymous: true };
}
