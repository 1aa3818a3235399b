-- A batch asks the database fewer questions: what is the same for all its rows is asked together.

-- Merges a batch; the letters (see merge_result) are in the order of its rows. Null for a connection that is paused or
-- has ended: nothing was written. One call is one transaction, and takes its locks in one order: the connection's own
-- (shared, alone for a deletion, so that it and a late leg of the same call can not miss each other), then activities
-- by kind and key, then Zoom users by id. Each statement in it sees what was committed before it.
CREATE OR REPLACE FUNCTION merge_observations(p_organisation uuid, p_connection uuid, p_who merge_who, p_live merge_live,
  p_sessions merge_sessions, p_calls merge_calls, p_deletions merge_deletions,
  OUT sessions text, OUT calls text, OUT deletions text)
LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
  v_lock bigint := hashtextextended('merge:' || p_connection, 0);
  v_has_calls boolean := cardinality(p_calls.who) > 0;
  v_now timestamptz;
  v_stamp text;
  v_users uuid[];
  v_fates "char"[];
  v_buries boolean[];
  v_unwanted text[];
  v_result merge_result;
  v_touched uuid[];
  v_people uuid[];
BEGIN
  SELECT array_agg(f.product) FILTER (WHERE NOT f.receiving) INTO v_unwanted
    FROM connection AS c LEFT JOIN feature AS f ON f.organisation_id = c.organisation_id
    WHERE c.organisation_id = p_organisation AND c.id = p_connection AND c.state NOT IN ('paused', 'disconnected', 'deauthorised')
    GROUP BY c.id;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF cardinality(p_deletions.who) > 0 THEN
    PERFORM pg_advisory_xact_lock(v_lock);
  ELSE
    PERFORM pg_advisory_xact_lock_shared(v_lock);
  END IF;
  v_now := clock_timestamp();

  SELECT array_agg(w.id ORDER BY w.n), array_agg(CASE WHEN w.id IS NULL THEN 'u'
      WHEN z.person_id IS NULL OR z.ignored OR z.excluded THEN 'c' ELSE 'm' END::"char" ORDER BY w.n),
      array_agg(v_has_calls AND (z.calls_deleted_before IS NOT NULL OR EXISTS (
        SELECT FROM call_deletion AS d WHERE d.organisation_id = p_organisation AND d.zoom_user_id = w.id)) ORDER BY w.n)
    INTO v_users, v_fates, v_buries
    FROM find_zoom_users(p_organisation, p_connection, p_who) AS w
    LEFT JOIN zoom_user AS z ON z.organisation_id = p_organisation AND z.id = w.id;

  IF cardinality(p_deletions.who) > 0 THEN
    v_result := bury_calls(p_organisation, p_deletions, v_users, v_now);
    deletions := v_result.letters;
    v_touched := v_result.users;
    -- It may be any of them now.
    v_buries := array_fill(true, ARRAY[cardinality(v_users)]);
  END IF;
  -- Made here, so that rows of one time lie together in the index of ids: the time in front, as in UUIDs of version 7.
  v_stamp := lpad(to_hex(ms_of(v_now)), 12, '0');
  v_stamp := substr(v_stamp, 1, 8) || '-' || substr(v_stamp, 9) || '-7';
  IF cardinality(p_sessions.who) > 0 THEN
    v_result := merge_sessions(p_organisation, p_connection, p_sessions, v_users, v_fates, v_unwanted, v_now, v_stamp);
    sessions := v_result.letters;
    v_touched := v_touched || v_result.users;
  END IF;
  IF v_has_calls THEN
    v_result := merge_calls(p_organisation, p_connection, p_calls, v_users, v_fates, v_buries, v_unwanted, v_now, v_stamp);
    calls := v_result.letters;
    v_touched := v_touched || v_result.users;
  END IF;

  -- A minute's grain spares a busy host's row; what is only counted is counted exactly.
  IF cardinality(p_live.who) > 0 THEN
    WITH seen AS (
      SELECT v_users[l.who] AS id, max(l.received_at) AS at,
        coalesce(sum(l.countable) FILTER (WHERE v_fates[l.who] = 'c'), 0)::int AS counted
      FROM unnest(p_live.who, p_live.product, p_live.received_at, p_live.countable) AS l (who, product, received_at, countable)
      WHERE v_users[l.who] IS NOT NULL AND (v_unwanted IS NULL OR l.product <> ALL (v_unwanted))
      GROUP BY 1
    ), due AS MATERIALIZED (
      SELECT z.id, seen.at, seen.counted FROM zoom_user AS z JOIN seen ON seen.id = z.id
      WHERE z.organisation_id = p_organisation
        AND (seen.counted > 0 OR z.last_event_at IS NULL OR z.last_event_at < seen.at - interval '1 minute')
      ORDER BY z.id FOR NO KEY UPDATE OF z
    )
    UPDATE zoom_user AS z SET counted_only = z.counted_only + due.counted, last_event_at = greatest(z.last_event_at, due.at)
    FROM due WHERE z.organisation_id = p_organisation AND z.id = due.id;
  END IF;

  IF v_touched <> '{}' THEN
    SELECT array_agg(DISTINCT z.person_id) INTO v_people FROM zoom_user AS z
      WHERE z.organisation_id = p_organisation AND z.id = ANY (v_touched) AND z.person_id IS NOT NULL;
  END IF;
  IF v_people IS NOT NULL THEN
    -- The same message as lib/db/changes.ts; more people than fit below 8000 bytes means everyone.
    PERFORM pg_notify('worksights_change', (jsonb_build_object('o', p_organisation, 't', 'activity')
      || CASE WHEN cardinality(v_people) <= 150 THEN jsonb_build_object('p', v_people) ELSE '{}' END)::text);
  END IF;
END
$$;

-- The guess of a thousand would read all Zoom users of all organisations for one delivery.
ALTER FUNCTION find_zoom_users(uuid, uuid, merge_who) ROWS 10;
