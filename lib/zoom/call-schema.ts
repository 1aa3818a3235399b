/**
 * A call or a leg of one, as Zoom's lists and events write it, cut down to what we keep. Not here on purpose: numbers,
 * the addresses of devices, pressed keys, recordings, voicemails, sites, departments, operators.
 */
import "server-only";
import { z } from "zod";
import {
  countField,
  deviceField,
  emailField,
  flagField,
  idField,
  rawTextField,
  rowsOf,
  timeField,
  wordField,
} from "./fields.ts";

export const callRowSchema = z
  .object({
    call_history_uuid: idField,
    call_element_id: idField,
    /** The key of a leg in older events and of a row in the older twin lists. */
    id: idField,
    /** The call that an older leg belongs to. */
    call_path_id: idField,
    direction: wordField,
    hide_caller_id: flagField,
    caller_ext_id: idField,
    caller_ext_type: wordField,
    caller_email: emailField,
    /** The kind of number, not the number: tells an outside party from an extension. */
    caller_number_type: wordField,
    caller_name: rawTextField,
    caller_device_type: deviceField,
    callee_ext_id: idField,
    callee_ext_type: wordField,
    callee_email: emailField,
    callee_number_type: wordField,
    callee_name: rawTextField,
    callee_device_type: deviceField,
    start_time: timeField,
    answer_time: timeField,
    end_time: timeField,
    duration: countField,
    talk_time: countField,
    result: wordField,
    call_result: wordField,
    result_reason: wordField,
    event: wordField,
    recording_status: wordField,
  })
  .transform(({ recording_status, ...row }) => ({
    ...row,
    /** Only to see whether Zoom's list hides calls without a recording; never kept. */
    isListedAsRecorded: recording_status === "recorded",
  }));

export type CallRow = z.output<typeof callRowSchema>;

export const callRows = rowsOf(callRowSchema).optional();

/** Zoom sends a list and its deprecated twin, either of which may be missing or empty: the first with rows. */
export function firstFilled<T>(list: T[] | null | undefined, twin: T[] | null | undefined): T[] {
  return list?.length ? list : (twin ?? []);
}
