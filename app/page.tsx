import { redirect } from "next/navigation";
import { currentViewer } from "#lib/access/viewer.ts";
import { hasOrganisation } from "#lib/db/organisations.ts";

/** The front door: to work, to the sign-in, or, before anything is there, to the set-up. */
export default async function FrontDoor() {
  if ((await currentViewer()) !== null) redirect("/timeline");
  redirect((await hasOrganisation()) ? "/signin" : "/setup");
}
