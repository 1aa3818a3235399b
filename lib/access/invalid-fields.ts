/** Inputs that are wrong, each with its sentence, so that a form can say it beside the field. */
import "server-only";
import { AppError } from "#lib/errors.ts";

export class InvalidFields extends AppError {
  override name = "InvalidFields";
  readonly fields: Record<string, string>;
  constructor(fields: Record<string, string>, message = Object.values(fields)[0] ?? "Something in the form is wrong.") {
    super("invalid", message);
    this.fields = fields;
  }
}
