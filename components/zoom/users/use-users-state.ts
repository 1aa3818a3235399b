"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { personFilters, zoomUserFilters } from "#lib/integration/zoom-users-schema.ts";

const filters = [...new Set([...zoomUserFilters, ...personFilters])] as const;

const parsers = {
  side: parseAsStringLiteral(["zoom", "people"] as const).withDefault("zoom"),
  show: parseAsStringLiteral(filters).withDefault("all"),
  find: parseAsString.withDefault(""),
  connection: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
};

/** What the tab shows, kept in the address. Whatever narrows the list begins at its first page. */
export function useUsersState() {
  const [state, setState] = useQueryStates(parsers, { history: "replace", throttleMs: 200 });
  return {
    ...state,
    setSide: (side: "zoom" | "people") => setState({ side, show: "all", page: 1 }),
    setShow: (show: (typeof filters)[number]) => setState({ show, page: 1 }),
    setFind: (find: string) => setState({ find, page: 1 }),
    setConnection: (connection: string) => setState({ connection, page: 1 }),
    setPage: (page: number) => setState({ page }, { history: "push" }),
    clear: () => setState({ show: "all", find: "", connection: "", page: 1 }),
  };
}

export type UsersState = ReturnType<typeof useUsersState>;
