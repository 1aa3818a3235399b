import Link from "next/link";
import { type Account, AccountMenu } from "./account-menu.tsx";
import { Brand } from "./brand.tsx";
import { NavLinks } from "./nav-links.tsx";
import type { Place } from "./places.ts";
import type { SavePreferences } from "./preferences-dialog.tsx";
import type { Theme } from "./theme-cookie.ts";
import { ThemeToggle } from "./theme-toggle.tsx";

/** The bar over every page of the app. */
export function TopBar({
  account,
  places,
  theme,
  onSavePreferences,
}: {
  account: Account;
  places: readonly Place[];
  theme: Theme;
  onSavePreferences: SavePreferences;
}) {
  return (
    <header className="sticky top-0 z-20 flex h-nav items-center gap-1 border-b border-line bg-surface pr-4 pl-page">
      <Link href="/timeline" aria-label="WorkSights, to the timeline" className="hit rounded-md">
        <Brand />
      </Link>
      <span className="mr-5 ml-2 max-w-56 truncate border-l border-line-strong pl-3 leading-4 text-subtle max-md:hidden">
        {account.organisationName}
      </span>
      <span className="max-md:mr-3 md:hidden" />
      <NavLinks places={places} />
      <div className="ml-auto flex items-center gap-1">
        <ThemeToggle className="max-sm:size-11!" />
        <AccountMenu account={account} places={places} theme={theme} onSavePreferences={onSavePreferences} />
      </div>
    </header>
  );
}
