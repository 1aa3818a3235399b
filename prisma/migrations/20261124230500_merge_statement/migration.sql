-- The statement that merges a batch: resolve who is meant, take locks in key order, bury what Zoom deleted, merge,
-- count what is not kept, announce. It is one call and so one transaction; inside, each step sees what was committed
-- before it, which is why a deletion and a late leg of the same call can not miss each other.

-- One row of the batch with what became of it: merge | deletion | countedOnly | notReceived | unknown.
CREATE TYPE merge_row AS (i int, data jsonb, zoom_user_id uuid, person_id uuid, fate text);

-- Buries the legs that the rows with fate "deletion" name. Their Zoom users are locked by the caller.
-- Returns the Zoom users for whom this was news.
CREATE FUNCTION bury_calls(p_organisation uuid, p_rows merge_row[], p_now timestamptz) RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
  v_named uuid[];
  v_before uuid[];
  v_touched uuid[];
BEGIN
  WITH written AS (
    INSERT INTO call_deletion (organisation_id, zoom_user_id, leg_key, deleted_at)
    SELECT p_organisation, m.zoom_user_id, named.leg_key, max((m.data ->> 'before_at')::timestamptz)
    FROM unnest(p_rows) AS m, jsonb_array_elements_text(m.data -> 'leg_keys') AS named (leg_key)
    WHERE m.fate = 'deletion' AND jsonb_typeof(m.data -> 'leg_keys') = 'array'
    GROUP BY m.zoom_user_id, named.leg_key
    ORDER BY m.zoom_user_id, named.leg_key
    ON CONFLICT (organisation_id, zoom_user_id, leg_key) DO NOTHING
    RETURNING zoom_user_id
  ) SELECT array_agg(DISTINCT zoom_user_id) INTO v_named FROM written;

  WITH swept AS (
    SELECT m.zoom_user_id AS id, max((m.data ->> 'before_at')::timestamptz) AS before_at
    FROM unnest(p_rows) AS m WHERE m.fate = 'deletion' AND m.data ->> 'leg_keys' = 'all' GROUP BY m.zoom_user_id
  ), written AS (
    UPDATE zoom_user AS z SET calls_deleted_before = swept.before_at FROM swept
    WHERE z.organisation_id = p_organisation AND z.id = swept.id
      AND (z.calls_deleted_before IS NULL OR z.calls_deleted_before < swept.before_at)
    RETURNING z.id
  ) SELECT array_agg(id) INTO v_before FROM written;

  v_touched := coalesce(v_named, '{}') || coalesce(v_before, '{}');
  UPDATE activity AS a SET (legs, direction, caller_id_name, caller_id_hidden, start_at, answer_at, end_at, outcome,
      device_name, device_version, deleted_at, end_unknown_at, changed_at)
    = (SELECT j.legs, j.direction, j.caller_id_name, j.caller_id_hidden, j.start_at, j.answer_at, j.end_at, j.outcome,
        j.device_name, j.device_version, j.deleted_at, j.end_unknown_at, p_now
      FROM derive_call(jsonb_populate_record(a, jsonb_build_object('legs', buried.legs))) AS j)
  FROM (
    SELECT b.id, bury_legs(b.legs, (
        SELECT jsonb_object_agg(d.leg_key, ms_of(d.deleted_at)) FROM call_deletion AS d
        WHERE d.organisation_id = p_organisation AND d.zoom_user_id = z.id AND b.legs ? d.leg_key
      ), z.calls_deleted_before) AS legs
    FROM zoom_user AS z JOIN activity AS b ON b.organisation_id = z.organisation_id AND b.zoom_user_id = z.id
    WHERE z.organisation_id = p_organisation AND z.id = ANY (v_touched) AND b.product = 'phone'
  ) AS buried
  WHERE a.organisation_id = p_organisation AND a.id = buried.id AND a.legs <> buried.legs;
  RETURN v_touched;
END
$$;

CREATE FUNCTION merge_observations(p_organisation uuid, p_connection uuid, p_rows jsonb)
RETURNS TABLE (i int, outcome text, person_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_now timestamptz := clock_timestamp();
  v_rows merge_row[];
  v_users uuid[];
  v_news uuid[] := '{}';
  v_results jsonb;
  v_people uuid[];
BEGIN
  WITH given AS (
    SELECT (data ->> 'i')::int AS i, data, data ->> 'kind' = 'deletion' AS is_deletion
    FROM jsonb_array_elements(p_rows) AS t (data)
  ), who AS MATERIALIZED (
    SELECT who, find_zoom_user(p_organisation, p_connection, who ->> 'zoom_key', who ->> 'extension_id', who ->> 'email') AS id
    FROM (SELECT DISTINCT data -> 'who' AS who FROM given) AS names
  )
  SELECT array_agg(ROW (g.i, g.data, who.id, z.person_id, CASE
      WHEN NOT g.is_deletion AND NOT coalesce(f.receiving, true) THEN 'notReceived'
      WHEN who.id IS NULL THEN 'unknown'
      WHEN g.is_deletion THEN 'deletion'
      WHEN z.person_id IS NULL OR z.ignored OR z.excluded THEN 'countedOnly'
      ELSE 'merge' END)::merge_row),
    array_agg(DISTINCT who.id) FILTER (WHERE who.id IS NOT NULL)
  INTO v_rows, v_users
  FROM given AS g
  JOIN who ON who.who = g.data -> 'who'
  LEFT JOIN zoom_user AS z ON z.organisation_id = p_organisation AND z.id = who.id
  LEFT JOIN feature AS f ON f.organisation_id = p_organisation AND f.product = g.data ->> 'product';

  IF EXISTS (SELECT FROM unnest(v_rows) AS m WHERE m.fate = 'deletion') THEN
    PERFORM FROM zoom_user AS z WHERE z.organisation_id = p_organisation AND z.id = ANY (v_users) ORDER BY z.id FOR UPDATE;
    v_news := bury_calls(p_organisation, v_rows, v_now);
  ELSE
    PERFORM FROM zoom_user AS z WHERE z.organisation_id = p_organisation AND z.id = ANY (v_users) ORDER BY z.id FOR KEY SHARE;
  END IF;

  WITH named AS (
    SELECT m.data || jsonb_build_object('organisation_id', p_organisation, 'connection_id', p_connection, 'id', gen_random_uuid(),
        'zoom_user_id', m.zoom_user_id, 'provider', 'zoom', 'changed_at', v_now)
      || CASE WHEN m.data ->> 'product' = 'phone' THEN jsonb_build_object('legs', bury_legs(m.data -> 'legs', (
          SELECT jsonb_object_agg(d.leg_key, ms_of(d.deleted_at)) FROM call_deletion AS d
          WHERE d.organisation_id = p_organisation AND d.zoom_user_id = m.zoom_user_id
            AND d.leg_key IN (SELECT jsonb_object_keys(m.data -> 'legs'))
        ), (SELECT z.calls_deleted_before FROM zoom_user AS z WHERE z.organisation_id = p_organisation AND z.id = m.zoom_user_id)))
        ELSE '{}' END AS data
    FROM unnest(v_rows) AS m WHERE m.fate = 'merge'
  ), joined AS (
    SELECT join_all(jsonb_populate_record(NULL::activity, n.data)) AS a
    FROM named AS n
    GROUP BY n.data ->> 'product', n.data ->> 'key', CASE WHEN n.data ->> 'product' = 'phone' THEN n.data ->> 'zoom_user_id' END
  ), fresh AS (
    SELECT c.* FROM joined, LATERAL (SELECT (d).* FROM (
      SELECT CASE WHEN (joined.a).product = 'phone' THEN derive_call(joined.a) ELSE joined.a END AS d OFFSET 0) AS x) AS c
  ), written AS (
    INSERT INTO activity AS t (organisation_id, id, connection_id, zoom_user_id, host_weight, provider, product, key, title,
        title_weight, start_at, start_weight, end_at, end_weight, meeting_number, legs, direction, caller_id_name,
        caller_id_hidden, answer_at, outcome, device_name, device_version, deleted_at, sources, received_at,
        end_unknown_at, changed_at)
    SELECT n.organisation_id, n.id, n.connection_id, n.zoom_user_id, n.host_weight, n.provider, n.product, n.key, n.title,
        n.title_weight, n.start_at, n.start_weight, n.end_at, n.end_weight, n.meeting_number, n.legs, n.direction, n.caller_id_name,
        n.caller_id_hidden, n.answer_at, n.outcome, n.device_name, n.device_version, n.deleted_at, n.sources, n.received_at,
        n.end_unknown_at, n.changed_at
    FROM fresh AS n ORDER BY n.product COLLATE "C", n.key COLLATE "C", n.zoom_user_id
    ON CONFLICT (organisation_id, connection_id, product, key, (CASE WHEN product = 'phone' THEN zoom_user_id END))
    DO UPDATE SET (zoom_user_id, host_weight, title, title_weight, start_at, start_weight, end_at, end_weight, meeting_number,
        legs, direction, caller_id_name, caller_id_hidden, answer_at, outcome, device_name, device_version, deleted_at,
        sources, received_at, end_unknown_at, changed_at)
      = (SELECT j.zoom_user_id, j.host_weight, j.title, j.title_weight, j.start_at, j.start_weight, j.end_at, j.end_weight,
          j.meeting_number, j.legs, j.direction, j.caller_id_name, j.caller_id_hidden, j.answer_at, j.outcome, j.device_name,
          j.device_version, j.deleted_at, j.sources, j.received_at, j.end_unknown_at, j.changed_at
        FROM join_activity(t, excluded) AS j)
    WHERE join_activity(t, excluded) IS DISTINCT FROM t
    RETURNING t.product, t.key, t.zoom_user_id, t.changed_at = v_now AS is_changed
  )
  SELECT jsonb_agg(jsonb_build_object('i', m.i, 'outcome', CASE
      WHEN m.fate = 'deletion' THEN CASE WHEN m.zoom_user_id = ANY (v_news) THEN 'stored' ELSE 'repeated' END
      WHEN m.fate <> 'merge' THEN m.fate
      WHEN w.is_changed THEN 'stored' ELSE 'repeated' END,
    'person_id', coalesce(z.person_id, m.person_id)))
  INTO v_results
  FROM unnest(v_rows) AS m
  LEFT JOIN written AS w ON m.fate = 'merge' AND w.product = m.data ->> 'product' AND w.key = m.data ->> 'key'
    AND (w.product <> 'phone' OR w.zoom_user_id = m.zoom_user_id)
  LEFT JOIN zoom_user AS z ON z.organisation_id = p_organisation AND z.id = w.zoom_user_id;

  -- A minute's grain spares a busy host's row; what is only counted is counted exactly.
  WITH seen AS (
    SELECT m.zoom_user_id AS id, max((m.data ->> 'received_at')::timestamptz) AS at,
      coalesce(sum((m.data ->> 'countable')::int) FILTER (WHERE m.fate = 'countedOnly'), 0)::int AS counted
    FROM unnest(v_rows) AS m WHERE m.fate IN ('merge', 'countedOnly') AND (m.data ->> 'sources')::int = 1
    GROUP BY m.zoom_user_id
  ), due AS MATERIALIZED (
    SELECT z.id, seen.at, seen.counted FROM zoom_user AS z JOIN seen ON seen.id = z.id
    WHERE z.organisation_id = p_organisation
      AND (seen.counted > 0 OR z.last_event_at IS NULL OR z.last_event_at < seen.at - interval '1 minute')
    ORDER BY z.id FOR NO KEY UPDATE OF z
  )
  UPDATE zoom_user AS z SET counted_only = z.counted_only + due.counted, last_event_at = greatest(z.last_event_at, due.at)
  FROM due WHERE z.organisation_id = p_organisation AND z.id = due.id;

  SELECT array_agg(DISTINCT (r ->> 'person_id')::uuid) INTO v_people
  FROM jsonb_array_elements(v_results) AS r WHERE r ->> 'outcome' = 'stored' AND r ->> 'person_id' IS NOT NULL;
  IF v_people IS NOT NULL THEN
    -- The same message as lib/db/changes.ts; more people than fit below 8000 bytes means everyone.
    PERFORM pg_notify('worksights_change', (jsonb_build_object('o', p_organisation, 't', 'activity')
      || CASE WHEN cardinality(v_people) <= 150 THEN jsonb_build_object('p', v_people) ELSE '{}' END)::text);
  END IF;
  RETURN QUERY SELECT (r ->> 'i')::int, r ->> 'outcome', (r ->> 'person_id')::uuid FROM jsonb_array_elements(v_results) AS r;
END
$$;
