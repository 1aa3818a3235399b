/** The handle by which tests and the control page reach into the sandbox. */

import type { IssuedTokens } from "../oauth/grants.ts";
import { allScopes } from "../oauth/scopes.ts";
import type { CallCounts } from "../rest/rate.ts";
import { breakToken, expireToken, revokeApp, setFaults, validateUrl } from "./app-actions.ts";
import { deleteCall, placeCall } from "./call-actions.ts";
import { endSession, startSession } from "./session-actions.ts";
import { describeState } from "./state.ts";
import { addUser, changeEmail, changeStatus } from "./user-actions.ts";
import { accountOf, ControlRefusal, type World } from "./world.ts";

type Rest<F> = F extends (world: World, request: infer R) => infer O ? (request: R) => O : never;

/** Binds an action to a world. */
function bind<R, O>(world: World, action: (world: World, request: R) => O): (request: R) => O {
  return (request) => action(world, request);
}

export type Control = {
  startSession: Rest<typeof startSession>;
  endSession: Rest<typeof endSession>;
  placeCall: Rest<typeof placeCall>;
  deleteCall: Rest<typeof deleteCall>;
  changeEmail: Rest<typeof changeEmail>;
  changeStatus: Rest<typeof changeStatus>;
  addUser: Rest<typeof addUser>;
  revokeApp: Rest<typeof revokeApp>;
  breakToken: Rest<typeof breakToken>;
  expireToken: Rest<typeof expireToken>;
  setFaults: Rest<typeof setFaults>;
  validateUrl: Rest<typeof validateUrl>;
  state(): ReturnType<typeof describeState>;
  /** Calls of the main account since the start, by label; cheaper than the whole state. */
  calls(): Record<string, CallCounts>;
  /** Tokens without the walk through the consent page. Throws `ControlRefusal`. */
  connect(request?: { account?: string; withoutScopes?: readonly string[] }): IssuedTokens;
  /** Plays the live present up to now. */
  play(): void;
  /** Resolves when no delivery is on its way. */
  settled(): Promise<void>;
};

export function makeControl(world: World): Control {
  return {
    startSession: bind(world, startSession),
    endSession: bind(world, endSession),
    placeCall: bind(world, placeCall),
    deleteCall: bind(world, deleteCall),
    changeEmail: bind(world, changeEmail),
    changeStatus: bind(world, changeStatus),
    addUser: bind(world, addUser),
    revokeApp: bind(world, revokeApp),
    breakToken: bind(world, breakToken),
    expireToken: bind(world, expireToken),
    setFaults: bind(world, setFaults),
    validateUrl: bind(world, validateUrl),
    state: () => describeState(world),
    calls: () => world.rate.counts(accountOf(world, undefined).account.id),
    connect(request = {}) {
      const { account } = accountOf(world, request.account);
      const admin = account.users.find((user) => user.key === account.adminKey);
      if (!admin?.id) throw new ControlRefusal(`${account.name} has no admin any more.`);
      const scopes = allScopes.filter((scope) => !request.withoutScopes?.includes(scope));
      const { clientId } = world.settings;
      const tokens = world.grants.open({
        accountId: account.id,
        userId: admin.id,
        clientId,
        scopes,
        redirectUri: "",
        challenge: null,
      });
      world.save();
      return tokens;
    },
    play: () => world.player.play(),
    settled: () => world.deliverer.settled(),
  };
}
