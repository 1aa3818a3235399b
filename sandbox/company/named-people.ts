/** The people whom the demo shows by name: who signs in, and the teams of the two managers. */
import type { Office } from "./names.ts";
import type { RosterRole } from "./roster-types.ts";

export type PersonSketch = {
  name: string;
  office: Office;
  role: RosterRole;
  managerKey: string | null;
  department: string;
  isDemoLogin?: boolean;
  /** How their Zoom user differs from the plain case: licensed, active, with Phone, same e-mail. */
  zoom?: ZoomSketch;
};

export type ZoomSketch = {
  email?: string | null;
  /** Zoom keeps the same address with capitals: "Ruth.Delgado@halden.example". */
  hasCapitals?: boolean;
  status?: "active" | "inactive" | "pending";
  licence?: "basic" | "licensed";
  hasPhone?: boolean;
  isMissing?: boolean;
};

const lead = { managerKey: "rosa-martens", department: "Management" } as const;
const imogens = { role: "member", managerKey: "imogen-clarke", department: "Sales" } as const;
const henriks = { role: "member", managerKey: "henrik-vogel", department: "Platform" } as const;

export const namedPeople: readonly PersonSketch[] = [
  {
    name: "Judith Vale",
    office: "London",
    role: "owner",
    managerKey: null,
    department: "Management",
    isDemoLogin: true,
  },
  { ...lead, name: "Rosa Martens", office: "London", role: "executive", managerKey: "judith-vale", isDemoLogin: true },
  {
    name: "Tom Adeyemi",
    office: "London",
    role: "admin",
    managerKey: "judith-vale",
    department: "Operations",
    isDemoLogin: true,
  },
  {
    name: "Nils Aagaard",
    office: "Stockholm",
    role: "technicalAdmin",
    managerKey: "tom-adeyemi",
    department: "Operations",
    isDemoLogin: true,
  },
  { ...lead, name: "Imogen Clarke", office: "London", role: "manager", department: "Sales", isDemoLogin: true },
  { ...lead, name: "Henrik Vogel", office: "Berlin", role: "manager", department: "Platform", isDemoLogin: true },

  { ...imogens, name: "Amara Okafor", office: "London", isDemoLogin: true },
  { ...imogens, name: "Ben Ashworth", office: "London" },
  { ...imogens, name: "Callum Reid", office: "London" },
  { ...imogens, name: "Daniela Prieto", office: "Lisbon" },
  { ...imogens, name: "Farah Nasser", office: "London" },
  { ...imogens, name: "George Ellery", office: "London", zoom: { hasCapitals: true } },
  { ...imogens, name: "Greta Lindqvist", office: "Stockholm" },
  { ...imogens, name: "Ilaria Conti", office: "Milan" },
  { ...imogens, name: "Kofi Mensah", office: "London", zoom: { hasPhone: false } },
  { ...imogens, name: "Maya Feldman", office: "New York" },
  { ...imogens, name: "Nathan Brooks", office: "New York" },
  { ...imogens, name: "Oona Virtanen", office: "Helsinki", zoom: { email: "oona.v@halden-nord.example" } },
  { ...imogens, name: "Jon Park", office: "Chicago" },
  { ...imogens, name: "Yusuf Adan", office: "London", zoom: { licence: "basic" } },

  { ...henriks, name: "Anke Sommer", office: "Berlin" },
  { ...henriks, name: "Tobias Rehn", office: "Berlin" },
  { ...henriks, name: "Leyla Demir", office: "Berlin", zoom: { hasPhone: false } },
  { ...henriks, name: "Paul Kranz", office: "Berlin", zoom: { email: "PAUL.KRANZ@HALDEN.EXAMPLE" } },
  { ...henriks, name: "Aleksi Ranta", office: "Helsinki" },
  { ...henriks, name: "Pihla Heino", office: "Helsinki" },
  { ...henriks, name: "Joon Maeda", office: "Helsinki", zoom: { licence: "basic", hasPhone: false } },
  { ...henriks, name: "Rupa Sarkar", office: "Kolkata" },
  { ...henriks, name: "Dev Mukherjee", office: "Kolkata", zoom: { hasPhone: false } },

  {
    ...lead,
    name: "Conor Mooney",
    office: "London",
    role: "member",
    managerKey: "tom-adeyemi",
    department: "Operations",
  },
  {
    ...lead,
    name: "Alek Doyle",
    office: "Stockholm",
    role: "member",
    department: "Research",
    zoom: { isMissing: true },
  },
];
