/** The least of a browser that signing in needs: cookies per origin, and redirects followed by hand. */

export type Page = { url: string; status: number; text: string; location: string | null };

/** A browser with no cookies yet. */
export class TestBrowser {
  readonly #jars = new Map<string, Map<string, string>>();

  cookies(origin: string): Map<string, string> {
    const jar = this.#jars.get(origin) ?? new Map<string, string>();
    this.#jars.set(origin, jar);
    return jar;
  }

  /** One request; cookies are kept, redirects are not followed. */
  async ask(url: string, form?: Record<string, string>): Promise<Page> {
    const { origin } = new URL(url);
    const jar = this.cookies(origin);
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const at = pair.indexOf("=");
      const isGone = attributes.some((text) => /^\s*(max-age=0|expires=Thu, 01 Jan 1970)/i.test(text));
      if (isGone) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get("location");
    return {
      url,
      status: response.status,
      text: await response.text(),
      location: location === null ? null : new URL(location, url).href,
    };
  }

  /** Follows redirects until a page, or until `isEnough` says that the next address is where we stop. */
  async follow(url: string, isEnough: (url: string) => boolean, form?: Record<string, string>): Promise<Page> {
    let page = await this.ask(url, form);
    for (let hops = 0; page.location !== null && hops < 12; hops += 1) {
      if (isEnough(page.location)) return { ...page, url: page.location };
      page = await this.ask(page.location);
    }
    return page;
  }
}
