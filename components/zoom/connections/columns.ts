/** The columns of the list of connections, shared by its head and its rows. Below 1024 px the cells stand in lines. */
export const columns =
  "flex flex-wrap gap-x-4 gap-y-1 min-h-[60px] items-center border-t border-line py-2 pr-3 pl-4 lg:grid lg:py-0 lg:grid-cols-[24px_minmax(0,1.2fr)_176px_minmax(0,1fr)_80px_64px_120px_minmax(110px,auto)] lg:gap-y-0";
