"use client";

import Link from "next/link";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { listNames } from "#components/ui/list-names.ts";

/** What to do when Zoom stops someone on its own pages: from there nobody is sent back to us. */
export function BlockedHelp({ whoMay }: { whoMay: readonly string[] }) {
  return (
    <div className="mt-6 grid gap-4 px-5">
      <div>
        <p className="font-medium">Zoom says the app is blocked?</p>
        <p className="text-muted">
          Many Zoom accounts let nobody add an app before a Zoom admin has approved it. Zoom shows that on its own page
          and does not send you back, so this page can not tell you.
        </p>
        <Disclosure title="How to have it approved" className="mt-1">
          <ol className="grid list-decimal gap-1 pt-1 pl-4 text-muted">
            <li>On Zoom’s page, press the button that asks your admin to approve the app, if there is one.</li>
            <li>
              Or tell a Zoom admin: Zoom App Marketplace, Manage, Requests or Approved apps, then allow WorkSights.
            </li>
            <li>When it is approved, come back here and continue to Zoom again.</li>
          </ol>
          <p className="pt-2">
            <Link href="/help/zoom-setup" className="link">
              Every step of the set-up
            </Link>
          </p>
        </Disclosure>
      </div>
      <div>
        <p className="font-medium">Zoom says you need an admin?</p>
        <p className="text-muted">
          Then someone with a higher role at Zoom has to connect.{" "}
          {whoMay.length > 0 && `Here, ${listNames(whoMay)} may do so as well.`}
        </p>
      </div>
    </div>
  );
}
