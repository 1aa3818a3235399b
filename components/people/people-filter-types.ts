/** The filters of the people list as they stand in the address; read by the page on the server too. */
import { createSearchParamsCache, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { personStates } from "#lib/access/people-list-types.ts";
import { roles } from "#lib/access/permissions.ts";

export const peopleFilter = {
  find: parseAsString.withDefault(""),
  role: parseAsStringLiteral(roles),
  state: parseAsStringLiteral(personStates).withDefault("active"),
  page: parseAsInteger.withDefault(1),
};

export const peopleFilterCache = createSearchParamsCache(peopleFilter);
