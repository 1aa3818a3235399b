import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Answers, type GuidePart, Literal, Points, Steps } from "./guide.tsx";

/** The parts for the person who connects a Zoom account and for the Zoom admin who lets them. */
export function connectParts(mayConnect: boolean): GuidePart[] {
  return [
    {
      id: "connect",
      title: "Connect a Zoom account",
      body: (
        <>
          <p>
            One person connects the whole Zoom account, once. Nobody else has to do anything: everyone whose Zoom e-mail
            is known here is matched by itself.
          </p>
          <Steps>
            <li>
              Open <b className="font-medium">Services</b>, then <b className="font-medium">Connect Zoom</b>.
            </li>
            <li>Choose how much of the past to read: none, 7, 30 or 180 days. You can read more later.</li>
            <li>
              Press <b className="font-medium">Continue to Zoom</b> and sign in to Zoom there, as an owner or admin of
              the account.
            </li>
            <li>
              Read what is asked, then press <b className="font-medium">Allow</b>. Zoom brings you back here. The way
              there and back is open for 10 minutes; after that, begin again.
            </li>
            <li>
              Open <b className="font-medium">Users</b> and look at those who need a person. Everything else is done.
            </li>
          </Steps>
          <p className="text-muted">
            Several Zoom accounts can be connected, one after the other. Each keeps its own state, scopes and history.
          </p>
          {mayConnect && (
            <p>
              <LinkButton variant="primary" href="/services">
                Go to Services
              </LinkButton>
            </p>
          )}
        </>
      ),
    },
    {
      id: "role",
      title: "Which Zoom role you need",
      body: (
        <>
          <p>
            Zoom lets our app read what the person who connected it may read. So that person should be the owner or an
            admin of the Zoom account. With a role made by your company, these rights are needed:
          </p>
          <Answers
            items={[
              { name: "Manage apps", answer: "To add an app for the whole account in Zoom’s App Marketplace." },
              { name: "View users", answer: "To read the list of Zoom users, which we match by e-mail." },
              { name: "View usage reports", answer: "To read past meetings and webinars. Live ones come without it." },
              {
                name: "Manage Zoom Phone",
                answer: "To read past calls of the whole account. Without it, live calls still come.",
              },
            ]}
          />
          <p className="text-muted">
            When one right is missing, only that product is affected, and the Overview and Connections pages say which.
            If the person leaves or loses the role, someone else with these rights connects again: nothing is lost.
          </p>
        </>
      ),
    },
    {
      id: "pre-approval",
      title: "When Zoom says that the app is blocked",
      body: (
        <>
          <p>
            Most company accounts let people add only apps that their Zoom admin has allowed before. Zoom calls this
            pre-approval. Until it is given, Zoom stops you on a page of its own and never sends you back here, so we
            can not know that it happened.
          </p>
          <p>What the Zoom admin does:</p>
          <Steps>
            <li>
              Sign in at <Literal>marketplace.zoom.us</Literal> with the admin’s Zoom account.
            </li>
            <li>
              Open <b className="font-medium">Manage</b> at the top, then look under{" "}
              <b className="font-medium">Requests</b>: your try stands there if you pressed the button that asks for
              approval. Otherwise search for <b className="font-medium">WorkSights</b>.
            </li>
            <li>
              Allow the app, for everyone or for a group that contains the person who connects. One person is enough.
            </li>
          </Steps>
          <p>Then come back and connect again. Names of menus may differ a little: Zoom changes them now and then.</p>
          <Notice tone="neutral" title="Nothing to undo">
            A try that was blocked changes nothing, here or at Zoom. After 10 minutes it is forgotten.
          </Notice>
        </>
      ),
    },
    {
      id: "missing",
      title: "Why something may be missing",
      body: (
        <>
          <p>
            An empty row means that nothing happened. Where we could not have known, the timeline shows a hatched gap
            with its reason. If you still miss something, it is nearly always one of these:
          </p>
          <Answers
            items={[
              {
                name: "The person is not mapped",
                answer:
                  "Their e-mail at Zoom differs from the one here, or Zoom has none. Map them by hand under Users: their recent past is filled in.",
              },
              {
                name: "They took part, but did not host",
                answer:
                  "A meeting or webinar belongs to its host alone. Others see the event of their own calendar, if it is known, and nothing more.",
              },
              {
                name: "No Zoom Phone licence",
                answer: "Without a licence, Zoom has no calls of this person. Users can be filtered by licence.",
              },
              {
                name: "The feature is hidden",
                answer: "Features can hide meetings, calls or webinars, for all or for one person. Undone at once.",
              },
              {
                name: "Receiving was stopped",
                answer: "Someone stopped receiving a product, or paused the account. The gap says since when.",
              },
              {
                name: "Before the connection",
                answer: "Only the days that were chosen when connecting were read. More can be read under Connections.",
              },
              {
                name: "The app was never allowed",
                answer: "If no event has ever come, pre-approval may be missing. See the part above.",
              },
              {
                name: "Too new",
                answer:
                  "A meeting shows when it starts. A call shows after it ended, mostly within a minute: Zoom tells us no sooner.",
              },
            ]}
          />
        </>
      ),
    },
    {
      id: "disconnect",
      title: "Disconnecting and removing",
      body: (
        <>
          <p>You can end a connection from either side, at any time.</p>
          <Answers
            items={[
              {
                name: "Disconnect here",
                answer:
                  "Under Connections. We give the permission back to Zoom, forget its tokens and stop all work at once. You choose whether the history stays or is deleted.",
              },
              {
                name: "Remove at Zoom",
                answer:
                  "In Zoom’s App Marketplace, under Manage, Added apps. Zoom tells us, and everything that came from this account is deleted: activity, Zoom users, their mapping. Only the fact and its time stay.",
              },
              {
                name: "Connecting again",
                answer:
                  "After a disconnect that kept the history, the connection goes on where it stood. After a removal it starts empty.",
              },
              {
                name: "Just a break",
                answer: "Pause the account or stop receiving one product. Nothing is deleted, and the gap is marked.",
              },
            ]}
          />
          <Points>
            <li>Our own people, managers and roles are never touched by any of this.</li>
            <li>Who connected, changed or ended what stands in the list of changes.</li>
          </Points>
        </>
      ),
    },
  ];
}
