/** What Zoom answers instead of data: an HTTP status, and a code of its own that is not the status. */

export class Refusal extends Error {
  override name = "Refusal";
  readonly status: number;
  readonly code: number;
  readonly headers: Record<string, string>;
  readonly fields: { field: string; message: string }[];
  constructor(
    status: number,
    code: number,
    message: string,
    options: { headers?: Record<string, string>; field?: string } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = options.headers ?? {};
    this.fields = options.field === undefined ? [] : [{ field: options.field, message }];
  }

  /** Zoom's error body. */
  body(): { code: number; message: string; errors?: { field: string; message: string }[] } {
    const base = { code: this.code, message: this.message };
    return this.fields.length === 0 ? base : { ...base, errors: this.fields };
  }
}

export const noSuchUser = (name: string) => new Refusal(404, 1001, `User does not exist: ${name}.`);
export const noPermission = () => new Refusal(400, 200, "No permission.");
export const badParameter = (field: string, message: string) => new Refusal(400, 300, message, { field });
