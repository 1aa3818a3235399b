import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { placesFor } from "#components/shell/places.ts";
import { SkipLink } from "#components/shell/skip-link.tsx";
import { parseTheme, themeCookie } from "#components/shell/theme-cookie.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { roleNames } from "#lib/access/permissions.ts";
import { requireViewer } from "#lib/access/viewer.ts";
import { savePreferences } from "./account-actions.ts";

/** The frame of every page behind the sign-in. Each page still asks for its own permission: layouts outlive pages. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer("help.view");
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  const { name, email, organisationName, timeZone, hourCycle, singleKeys } = viewer;
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <TopBar
        account={{ name, email, organisationName, timeZone, hourCycle, singleKeys, roleName: roleNames[viewer.role] }}
        places={placesFor(viewer.role)}
        theme={theme}
        onSavePreferences={savePreferences}
      />
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
    </div>
  );
}
