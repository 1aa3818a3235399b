import { CopyField } from "#components/ui/copy-field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Answers, type GuidePart, Literal, Steps } from "./guide.tsx";

/** For whoever runs this server: the app at Zoom's Marketplace, and our settings. */
export function operatorParts(place: {
  redirectUrl: string;
  webhookUrl: string;
  isReachableByZoom: boolean;
  events: readonly string[];
}): GuidePart[] {
  return [
    {
      id: "operator",
      title: "For whoever runs this server: the app at Zoom",
      body: (
        <>
          <p>
            WorkSights speaks to Zoom as an app of its own, which is made once in Zoom’s App Marketplace. People who
            connect an account do not need this part.
          </p>
          {!place.isReachableByZoom && (
            <Notice tone="warn" title="Zoom can not reach this address">
              Zoom calls only public https addresses. Set <Literal>APP_URL</Literal> to one, or use a tunnel while
              developing, and the addresses below will change with it.
            </Notice>
          )}
          <Steps>
            <li>
              Sign in at <Literal>marketplace.zoom.us</Literal>, open <b className="font-medium">Develop</b>,{" "}
              <b className="font-medium">Build App</b>, and choose <b className="font-medium">General App</b>.
            </li>
            <li>
              Choose <b className="font-medium">Admin-managed</b>: only such an app reads for a whole account.
            </li>
            <li>
              Under OAuth, give the redirect address below, and the same once more in the allow list, with strict mode
              on. It must be equal to the last letter.
            </li>
            <li>Add exactly the scopes of the list above, no more: Zoom refuses those that nothing needs.</li>
            <li>
              Under Access, switch on <b className="font-medium">Event subscriptions</b>, add one with the address below
              and the events of the list, and let Zoom validate it. Our server must run while it does.
            </li>
            <li>
              Give the same address as <b className="font-medium">Deauthorization notification endpoint</b>, so that we
              hear when an account removes the app.
            </li>
            <li>Copy client id, client secret and secret token into the settings, and start the server again.</li>
          </Steps>
          <CopyField label="Redirect address" value={place.redirectUrl} />
          <CopyField label="Event and deauthorization address" value={place.webhookUrl} />
          <details className="group rounded-lg border border-line-strong bg-surface px-4 py-2">
            <summary className="rounded-md py-1 font-medium">The {place.events.length} events to subscribe to</summary>
            <ul className="grid gap-1 py-2 sm:grid-cols-2">
              {place.events.map((event) => (
                <li key={event}>
                  <Literal>{event}</Literal>
                </li>
              ))}
            </ul>
            <p className="pb-2 text-sm text-muted">
              Others are answered and dropped unread. Leave everything about participants, recordings, chat and
              registration out.
            </p>
          </details>
          <p className="text-muted">
            Until the app is published, only members of the Zoom account that made it can add it. Everyone else is told
            by Zoom that it cannot be installed.
          </p>
        </>
      ),
    },
    {
      id: "settings",
      title: "For whoever runs this server: settings",
      body: (
        <>
          <Answers
            items={[
              { name: <Literal>APP_URL</Literal>, answer: "The public https address of WorkSights, without a path." },
              {
                name: <Literal>ZOOM_CLIENT_ID</Literal>,
                answer: "From the app’s page at Zoom. Use the production one for a published app.",
              },
              { name: <Literal>ZOOM_CLIENT_SECRET</Literal>, answer: "From the same place. It stays on the server." },
              {
                name: <Literal>ZOOM_WEBHOOK_SECRET</Literal>,
                answer:
                  "The secret token of the event subscription. Without it every delivery is refused. While it is being renewed, give the new and the old one, separated by a comma.",
              },
              {
                name: <Literal>ENCRYPTION_KEYS</Literal>,
                answer:
                  "Protect Zoom’s tokens in the database. The first one encrypts; older ones stay until all is encrypted anew.",
              },
            ]}
          />
          <p className="text-muted">
            A setting that is missing or wrong is named when the server starts, with what to put there.
          </p>
        </>
      ),
    },
  ];
}
