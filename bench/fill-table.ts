/** A table of activity as large as a measure wants it. */
import type pg from "pg";

/**
 * Fills the table of activity up from `from` to `to` rows as the merge would have left them: over all of the `users`
 * Zoom users that are there, through the half year before the first of March 2026.
 */
export async function fillTable(database: pg.Client, from: number, to: number, users: number): Promise<void> {
  await database.query(
    `insert into activity (organisation_id, connection_id, zoom_user_id, host_weight, product, key, title, title_weight,
        start_at, start_weight, end_at, end_weight, meeting_number, legs, direction, caller_id_name, caller_id_hidden,
        outcome, sources)
      select u.organisation_id, u.connection_id, u.id, 1, case when is_call then 'phone' else 'meetings' end,
        case when is_call then '20260101-' || gen_random_uuid() else md5(n::text || u.id) end,
        case when is_call then null else 'Weekly planning ' || n % 1000 end, 1, at, 1, at + interval '30 minutes', 1,
        case when is_call then null else 'a-mark-of-22-characters' end,
        case when is_call then jsonb_build_object('20260101-' || n, jsonb_build_object('startAt', jsonb_build_array(1, n),
          'endAt', jsonb_build_array(1, n), 'direction', '[1, "incoming"]'::jsonb, 'result', '[1, "answered"]'::jsonb,
          'device', '[1, "MAC_Client"]'::jsonb, 'callerIdName', '[1, "HEXA SUPPLIES"]'::jsonb)) end,
        case when is_call then 'incoming' end, case when is_call then 'HEXA SUPPLIES' end,
        case when is_call then false end, case when is_call then 'answered' end, 3
      from generate_series($1::bigint, $2::bigint - 1) as n
      cross join lateral (select n % 10 < 3 as is_call,
        -- The table of each size spans the half year before the first of March, in the order of time.
        timestamptz '2025-09-01' + interval '181 days' * ((n - $1)::float8 / ($2 - $1)) as at) as told
      join (select *, row_number() over (order by id) - 1 as place from zoom_user) as u on u.place = n * 7919 % $3::bigint`,
    [from, to, users],
  );
  await database.query("vacuum analyze activity");
  await database.query("checkpoint");
}
