"use client";

import { debounce, useQueryStates } from "nuqs";
import { peopleFilter } from "./people-filter-types.ts";

/** The filters of the people list; a change asks the server for the list anew. */
export function usePeopleFilter() {
  return useQueryStates(peopleFilter, { shallow: false, history: "replace", limitUrlUpdates: debounce(200) });
}
