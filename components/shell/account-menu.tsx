"use client";

import { CalendarDays, LogOut, Menu as MenuIcon, Settings2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "react-aria-components";
import { Avatar } from "#components/ui/avatar.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { Place } from "./places.ts";
import type { SavePreferences } from "./preferences-dialog.tsx";
import type { Theme } from "./theme-cookie.ts";

/** On every page, and seldom opened: loaded when it is. */
const PreferencesDialog = dynamic(() => import("./preferences-dialog.tsx").then((file) => file.PreferencesDialog));

async function leave(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/signin" });
}

export type Account = {
  name: string;
  email: string;
  roleName: string;
  organisationName: string;
  timeZone: string;
  hourCycle: "24h" | "12h";
  singleKeys: boolean;
};

/** On phones the places, and everywhere what belongs to the one who is signed in. */
export function AccountMenu({
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
  const [isEditing, setIsEditing] = useState(false);
  return (
    <>
      <span className="sm:hidden">
        <Menu
          label="Menu"
          trigger={
            <IconButton
              label="Menu"
              hasTooltip={false}
              className="size-11!"
              icon={<MenuIcon aria-hidden size={16} />}
            />
          }
          items={places.map((place) => ({ id: place.href, name: place.name, href: place.href }))}
        />
      </span>
      <Menu
        label="Your account"
        trigger={
          <Button
            aria-label={`${account.name}, your account`}
            className="hit ml-2 rounded-full data-hovered:opacity-80"
          >
            <Avatar name={account.name} className="max-sm:size-8" />
          </Button>
        }
        header={
          <span className="block font-normal">
            <span className="block font-medium text-text">{account.name}</span>
            <span className="block text-xs text-subtle">{account.email}</span>
            <span className="block text-xs text-subtle">
              {account.roleName}, {account.organisationName}
            </span>
          </span>
        }
        items={[
          {
            id: "calendars",
            name: "Your calendars",
            icon: <CalendarDays aria-hidden size={14} />,
            href: "/calendars",
          },
          {
            id: "preferences",
            name: "Preferences",
            icon: <Settings2 aria-hidden size={14} />,
            onAction: () => setIsEditing(true),
          },
          {
            id: "sign-out",
            name: "Sign out",
            hasLineAbove: true,
            icon: <LogOut aria-hidden size={14} />,
            onAction: () => void leave(),
          },
        ]}
      />
      {isEditing && (
        <PreferencesDialog
          account={account}
          theme={theme}
          onSave={onSavePreferences}
          onClose={() => setIsEditing(false)}
        />
      )}
    </>
  );
}
