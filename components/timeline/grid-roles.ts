/** The roles of a grid, given by hand: a table element can not lay out a day. Spread them onto an element. */
export const gridRoles = {
  grid: (name: string, rowCount: number, colCount = 2) => ({
    role: "grid",
    "aria-label": name,
    "aria-rowcount": rowCount,
    "aria-colcount": colCount,
  }),
  group: { role: "rowgroup" },
  row: (index: number) => ({ role: "row", "aria-rowindex": index }),
  columnHeader: (name?: string) => ({ role: "columnheader", ...(name === undefined ? {} : { "aria-label": name }) }),
  rowHeader: { role: "rowheader" },
  cell: { role: "gridcell" },
} as const;
