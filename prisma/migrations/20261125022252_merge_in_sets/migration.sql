-- The merge in sets. A batch comes as columns; what Zoom has told before is known by a look and costs no write; new
-- rows and changed ones go in by one statement a kind, whose arithmetic stands in it. The rules stay those of
-- `lib/activity/join-activities.ts` and `derive-call.ts`; a property test holds both together.
DROP FUNCTION merge_observations(uuid, uuid, jsonb);
DROP FUNCTION bury_calls(uuid, merge_row[], timestamptz);
DROP FUNCTION find_zoom_user(uuid, uuid, text, text, text);
DROP AGGREGATE join_all(activity);
DROP FUNCTION join_activity(activity, activity);
DROP FUNCTION derive_call(activity);
DROP FUNCTION outweighs(bigint, text, bigint, text);
DROP FUNCTION outweighs(bigint, timestamptz, bigint, timestamptz);
DROP FUNCTION join_legs(jsonb, jsonb);
DROP FUNCTION join_leg(jsonb, jsonb);
DROP TYPE merge_row;

-- A batch: who is meant, each once (rows point there by number), and the rows of each kind, a column an array.
CREATE TYPE merge_who AS (zoom_key text[], extension_id text[], email text[]);
-- What live deliveries told of each and of which product: when it last reached us, and how many activities it ended.
CREATE TYPE merge_live AS (who int[], product text[], received_at timestamptz[], countable int[]);
CREATE TYPE merge_sessions AS (who int[], product text[], key text[], sources int[], received_at timestamptz[],
  host_weight bigint[], title text[], title_weight bigint[], start_at timestamptz[], start_weight bigint[],
  end_at timestamptz[], end_weight bigint[], meeting_number text[], deleted_at timestamptz[]);
-- Calls come with what their legs say, for those that are new here.
CREATE TYPE merge_calls AS (who int[], key text[], sources int[], received_at timestamptz[], legs jsonb[],
  direction text[], caller_id_name text[], caller_id_hidden boolean[], start_at timestamptz[], answer_at timestamptz[],
  end_at timestamptz[], outcome text[], device_name text[], device_version text[]);
-- "leg_keys" null: all legs that started before.
CREATE TYPE merge_deletions AS (who int[], leg_keys jsonb[], before_at timestamptz[]);
-- What the legs of a call say.
CREATE TYPE call_facts AS (direction text, caller_id_name text, caller_id_hidden boolean, start_at timestamptz,
  answer_at timestamptz, end_at timestamptz, outcome text, device_name text, device_version text, deleted_at timestamptz);

-- A leg is {"deletedAt": ms}, or an object of fields, each [weight, value]. A deleted leg stays deleted and is empty;
-- else the heavier value of each field stays, equal weights are decided by the value's bytes.
CREATE FUNCTION join_legs(a jsonb, b jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN (SELECT a || coalesce(jsonb_object_agg(leg.key, CASE
    WHEN NOT a ? leg.key THEN leg.value
    WHEN leg.value ? 'deletedAt' OR a -> leg.key ? 'deletedAt' THEN jsonb_build_object('deletedAt',
      greatest((leg.value ->> 'deletedAt')::bigint, (a -> leg.key ->> 'deletedAt')::bigint))
    ELSE (a -> leg.key) || (
      SELECT coalesce(jsonb_object_agg(field.key, field.value), '{}')
      FROM jsonb_each(leg.value) AS field
      WHERE NOT (a -> leg.key) ? field.key
        OR ((field.value ->> 0)::bigint, (field.value ->> 1) COLLATE "C")
          > ((a -> leg.key -> field.key ->> 0)::bigint, (a -> leg.key -> field.key ->> 1) COLLATE "C"))
  END), '{}')
  FROM jsonb_each(b) AS leg);
END
$$;

-- What a call's legs say. The folded row of the account list (leg "account") speaks only where no leg of this user is
-- known: it tells of the whole call, not of this user's part. Nothing but deleted legs: the call is deleted.
CREATE FUNCTION derive_call(p_legs jsonb) RETURNS call_facts
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  r call_facts;
BEGIN
  WITH told AS (
    SELECT key, value, value ? 'deletedAt' AS is_deleted FROM jsonb_each(p_legs)
  ), speaking AS (
    SELECT max((value ->> 'deletedAt')::bigint) AS deleted_ms,
      CASE WHEN bool_or(key <> 'account' AND NOT is_deleted) THEN 'leg' WHEN bool_or(is_deleted) THEN 'none' ELSE 'account' END AS own
    FROM told
  ), leg AS (
    SELECT told.key,
      CASE WHEN told.key = 'account' THEN 'account' ELSE 'leg' END = speaking.own AS own,
      (value -> 'startAt' ->> 1)::bigint AS start_ms,
      value -> 'direction' ->> 1 AS direction,
      value -> 'callerIdName' ->> 1 AS name,
      coalesce((value -> 'callerIdHidden' ->> 1)::boolean, false) AS hidden,
      (value -> 'answerAt' ->> 1)::bigint AS answer_ms,
      (value -> 'endAt' ->> 1)::bigint AS end_ms,
      value -> 'device' ->> 1 AS device,
      call_leg_outcome(value -> 'direction' ->> 1, value -> 'result' ->> 1, value -> 'resultReason' ->> 1) AS outcome
    FROM told, speaking WHERE speaking.own <> 'none' AND NOT is_deleted
  ), summary AS (
    SELECT
      (array_agg(direction ORDER BY start_ms, key COLLATE "C") FILTER (WHERE own))[1] AS direction,
      coalesce(bool_or(hidden), false) AS hidden,
      min(start_ms) FILTER (WHERE own) AS start_ms,
      min(answer_ms) FILTER (WHERE own AND outcome = 'answered') AS answer_ms,
      max(end_ms) FILTER (WHERE own) AS end_ms,
      CASE
        WHEN bool_or(own AND outcome = 'answered') THEN 'answered'
        WHEN bool_or(own AND outcome = 'voicemail') THEN 'voicemail'
        WHEN bool_or(own AND outcome = 'answeredElsewhere') THEN 'answeredElsewhere'
        WHEN bool_or(own AND outcome = 'missed') THEN 'missed'
        WHEN bool_or(own AND outcome = 'cancelled') THEN 'cancelled'
        WHEN bool_or(own AND outcome = 'failed') THEN 'failed'
        WHEN bool_or(own) THEN 'unknown'
      END AS outcome
    FROM leg
  )
  SELECT s.direction,
    CASE WHEN NOT s.hidden THEN (
      SELECT name FROM leg WHERE name IS NOT NULL AND leg.direction = s.direction
      ORDER BY own DESC, start_ms, key COLLATE "C" LIMIT 1) END,
    CASE WHEN speaking.own <> 'none' THEN s.hidden END,
    instant_of(s.start_ms), instant_of(s.answer_ms), instant_of(s.end_ms), s.outcome,
    nullif(split_part(heard.device, E'\n', 1), ''), nullif(split_part(heard.device, E'\n', 2), ''),
    CASE WHEN speaking.own = 'none' THEN instant_of(speaking.deleted_ms) END
  INTO r.direction, r.caller_id_name, r.caller_id_hidden, r.start_at, r.answer_at, r.end_at, r.outcome,
    r.device_name, r.device_version, r.deleted_at
  FROM summary AS s CROSS JOIN speaking LEFT JOIN LATERAL (
    SELECT device FROM leg WHERE device IS NOT NULL AND (s.outcome <> 'answered' OR leg.outcome = 'answered')
    ORDER BY own DESC, start_ms, key COLLATE "C" LIMIT 1) AS heard ON true;
  RETURN r;
END
$$;

-- What became of a row, in a letter: s stored, r repeated, c counted only, n not received, u unknown, and a: again, as
-- another row of the batch was told of the same activity and this one has to come in the next.
CREATE TYPE merge_result AS (letters text, users uuid[]);

-- Zoom's names for Zoom users: by Zoom's id, else by extension, else by e-mail or earlier e-mail. Where a name fits
-- several nobody is meant: the session is looked up instead of landing with the wrong person. Those gone or not yet
-- come count only where nobody else fits.
CREATE FUNCTION find_zoom_users(p_organisation uuid, p_connection uuid, p_who merge_who)
RETURNS TABLE (n bigint, id uuid) LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT w.n, CASE WHEN w.zoom_key IS NOT NULL
    THEN (SELECT z.id FROM zoom_user AS z
      WHERE z.organisation_id = p_organisation AND z.connection_id = p_connection AND z.zoom_key = w.zoom_key)
    ELSE coalesce(
      (SELECT CASE WHEN count(*) FILTER (WHERE z.is_there) = 1 THEN (array_agg(z.id) FILTER (WHERE z.is_there))[1]
          WHEN count(*) = 1 THEN (array_agg(z.id))[1] END
        FROM (SELECT z.id, z.status IN ('active', 'inactive') AS is_there FROM zoom_user AS z
          WHERE z.organisation_id = p_organisation AND z.connection_id = p_connection AND z.extension_id = w.extension_id) AS z),
      (SELECT CASE WHEN count(*) FILTER (WHERE z.is_there) = 1 THEN (array_agg(z.id) FILTER (WHERE z.is_there))[1]
          WHEN count(*) = 1 THEN (array_agg(z.id))[1] END
        FROM (
          SELECT z.id, z.status IN ('active', 'inactive') AS is_there FROM zoom_user AS z
          WHERE z.organisation_id = p_organisation AND z.connection_id = p_connection AND z.email = w.email
          UNION
          SELECT z.id, z.status IN ('active', 'inactive') FROM zoom_user AS z
          WHERE z.aliases @> ARRAY[w.email] AND z.organisation_id = p_organisation AND z.connection_id = p_connection) AS z))
    END
  FROM unnest(p_who.zoom_key, p_who.extension_id, p_who.email) WITH ORDINALITY AS w (zoom_key, extension_id, email, n);
END
$$;

-- Buries the legs that deletions name. The caller holds the connection's lock alone.
-- Returns a letter a deletion, and the Zoom users for whom there was news.
CREATE FUNCTION bury_calls(p_organisation uuid, p_deletions merge_deletions, p_users uuid[], p_now timestamptz)
RETURNS merge_result LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_named uuid[];
  v_before uuid[];
  r merge_result;
BEGIN
  WITH written AS (
    INSERT INTO call_deletion (organisation_id, zoom_user_id, leg_key, deleted_at)
    SELECT p_organisation, p_users[d.who], named.leg_key, max(d.before_at)
    FROM unnest(p_deletions.who, p_deletions.leg_keys, p_deletions.before_at) AS d (who, leg_keys, before_at),
      jsonb_array_elements_text(d.leg_keys) AS named (leg_key)
    WHERE p_users[d.who] IS NOT NULL
    GROUP BY 2, 3 ORDER BY 2, 3
    ON CONFLICT (organisation_id, zoom_user_id, leg_key) DO NOTHING
    RETURNING zoom_user_id
  ) SELECT array_agg(DISTINCT zoom_user_id) INTO v_named FROM written;

  WITH swept AS (
    SELECT p_users[d.who] AS id, max(d.before_at) AS before_at
    FROM unnest(p_deletions.who, p_deletions.leg_keys, p_deletions.before_at) AS d (who, leg_keys, before_at)
    WHERE d.leg_keys IS NULL AND p_users[d.who] IS NOT NULL GROUP BY 1
  ), written AS (
    UPDATE zoom_user AS z SET calls_deleted_before = swept.before_at FROM swept
    WHERE z.organisation_id = p_organisation AND z.id = swept.id
      AND (z.calls_deleted_before IS NULL OR z.calls_deleted_before < swept.before_at)
    RETURNING z.id
  ) SELECT array_agg(id) INTO v_before FROM written;
  r.users := coalesce(v_named, '{}') || coalesce(v_before, '{}');

  UPDATE activity AS a SET (legs, direction, caller_id_name, caller_id_hidden, start_at, answer_at, end_at, outcome,
      device_name, device_version, deleted_at, end_unknown_at, changed_at)
    = (SELECT buried.legs, f.direction, f.caller_id_name, f.caller_id_hidden, f.start_at, f.answer_at, f.end_at, f.outcome,
        f.device_name, f.device_version, f.deleted_at, CASE WHEN f.end_at IS NULL THEN f.start_at END, p_now
      FROM derive_call(buried.legs) AS f)
  FROM (
    SELECT b.id, bury_legs(b.legs, (
        SELECT jsonb_object_agg(d.leg_key, ms_of(d.deleted_at)) FROM call_deletion AS d
        WHERE d.organisation_id = p_organisation AND d.zoom_user_id = z.id AND b.legs ? d.leg_key
      ), z.calls_deleted_before) AS legs
    FROM zoom_user AS z JOIN activity AS b ON b.organisation_id = z.organisation_id AND b.zoom_user_id = z.id
    WHERE z.organisation_id = p_organisation AND z.id = ANY (r.users) AND b.product = 'phone'
  ) AS buried
  WHERE a.organisation_id = p_organisation AND a.id = buried.id AND a.legs <> buried.legs;

  SELECT string_agg(CASE WHEN p_users[d.who] IS NULL THEN 'u' WHEN p_users[d.who] = ANY (r.users) THEN 's' ELSE 'r' END,
    '' ORDER BY d.n) INTO r.letters
  FROM unnest(p_deletions.who) WITH ORDINALITY AS d (who, n);
  RETURN r;
END
$$;

-- Merges meetings and webinars. A session has one host: the heavier word about who that is takes it along.
-- `p_fates` says of each who is meant what happens to their rows: m merge, else the letter of the outcome.
CREATE FUNCTION merge_sessions(p_organisation uuid, p_connection uuid, p_sessions merge_sessions, p_users uuid[],
  p_fates "char"[], p_unwanted text[], p_now timestamptz, p_stamp text)
RETURNS merge_result LANGUAGE plpgsql
-- The plan is kept while the table grows: always the index for what is there, never a nested loop for the answer.
SET enable_seqscan = off SET enable_nestloop = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
  r merge_result;
BEGIN
  WITH given AS (
    SELECT g.*, p_users[g.who] AS zoom_user_id, f.fate,
      row_number() OVER (PARTITION BY g.product COLLATE "C", g.key COLLATE "C", f.fate ORDER BY g.n) AS turn
    FROM unnest(p_sessions.who, p_sessions.product, p_sessions.key, p_sessions.sources, p_sessions.received_at,
      p_sessions.host_weight, p_sessions.title, p_sessions.title_weight, p_sessions.start_at, p_sessions.start_weight,
      p_sessions.end_at, p_sessions.end_weight, p_sessions.meeting_number, p_sessions.deleted_at) WITH ORDINALITY
      AS g (who, product, key, sources, received_at, host_weight, title, title_weight, start_at, start_weight,
        end_at, end_weight, meeting_number, deleted_at, n),
      LATERAL (SELECT CASE WHEN g.product = ANY (p_unwanted) THEN 'n' ELSE p_fates[g.who] END AS fate) AS f
  ), known AS (
    SELECT g.*, t.zoom_user_id AS told_user_id, t.id IS NULL
      OR (g.sources & ~t.sources) <> 0 OR g.received_at < t.received_at
      OR (g.host_weight, g.zoom_user_id) > (t.host_weight, t.zoom_user_id)
      OR (g.deleted_at IS NOT NULL AND g.deleted_at > coalesce(t.deleted_at, '-infinity'))
      OR (t.deleted_at IS NULL AND ((g.title_weight, g.title COLLATE "C") > (t.title_weight, t.title COLLATE "C")
        OR (g.start_weight, g.start_at) > (t.start_weight, t.start_at)
        OR (g.end_weight, g.end_at) > (t.end_weight, t.end_at)
        OR (g.meeting_number IS NOT NULL
          AND (t.meeting_number IS NULL OR g.meeting_number COLLATE "C" > t.meeting_number COLLATE "C")))) AS is_news
    FROM given AS g LEFT JOIN LATERAL (
      SELECT t.* FROM activity AS t
      WHERE t.organisation_id = p_organisation AND t.connection_id = p_connection
        AND t.product = g.product AND t.key = g.key AND g.fate = 'm' AND g.turn = 1
      LIMIT 1
    ) AS t ON true
  ), written AS (
    INSERT INTO activity AS t (organisation_id, connection_id, id, zoom_user_id, host_weight, product, key, title,
      title_weight, start_at, start_weight, end_at, end_weight, meeting_number, deleted_at, sources, received_at, changed_at)
    SELECT p_organisation, p_connection, (p_stamp || substr(gen_random_uuid()::text, 16))::uuid, g.zoom_user_id,
      g.host_weight, g.product, g.key, g.title, g.title_weight, g.start_at, g.start_weight, g.end_at, g.end_weight,
      g.meeting_number, g.deleted_at, g.sources, g.received_at, p_now
    FROM known AS g WHERE g.fate = 'm' AND g.turn = 1 AND g.is_news ORDER BY g.product COLLATE "C", g.key COLLATE "C"
    ON CONFLICT (organisation_id, connection_id, product, key, (CASE WHEN product = 'phone' THEN zoom_user_id END))
    DO UPDATE SET (zoom_user_id, host_weight, title, title_weight, start_at, start_weight, end_at, end_weight,
        meeting_number, deleted_at, sources, received_at, end_unknown_at, changed_at)
      = (SELECT j.zoom_user_id, j.host_weight, j.title, j.title_weight, j.start_at, j.start_weight, j.end_at, j.end_weight,
          j.meeting_number, j.deleted_at, t.sources | excluded.sources, least(t.received_at, excluded.received_at),
          j.end_unknown_at,
          CASE WHEN (j.zoom_user_id, j.title, j.start_at, j.end_at, j.meeting_number, j.deleted_at IS NULL, j.end_unknown_at IS NULL)
            IS DISTINCT FROM
            (t.zoom_user_id, t.title, t.start_at, t.end_at, t.meeting_number, t.deleted_at IS NULL, t.end_unknown_at IS NULL)
          THEN greatest(t.changed_at, excluded.changed_at) ELSE t.changed_at END
        FROM (SELECT
          CASE WHEN (excluded.host_weight, excluded.zoom_user_id) > (t.host_weight, t.zoom_user_id)
            THEN excluded.zoom_user_id ELSE t.zoom_user_id END AS zoom_user_id,
          greatest(t.host_weight, excluded.host_weight) AS host_weight,
          d.deleted_at,
          CASE WHEN d.deleted_at IS NOT NULL THEN NULL
            WHEN (excluded.title_weight, excluded.title COLLATE "C") > (t.title_weight, t.title COLLATE "C")
            THEN excluded.title ELSE t.title END AS title,
          CASE WHEN d.deleted_at IS NULL THEN greatest(t.title_weight, excluded.title_weight) ELSE -1 END AS title_weight,
          CASE WHEN d.deleted_at IS NOT NULL THEN NULL
            WHEN (excluded.start_weight, excluded.start_at) > (t.start_weight, t.start_at)
            THEN excluded.start_at ELSE t.start_at END AS start_at,
          CASE WHEN d.deleted_at IS NULL THEN greatest(t.start_weight, excluded.start_weight) ELSE -1 END AS start_weight,
          CASE WHEN d.deleted_at IS NOT NULL THEN NULL
            WHEN (excluded.end_weight, excluded.end_at) > (t.end_weight, t.end_at)
            THEN excluded.end_at ELSE t.end_at END AS end_at,
          CASE WHEN d.deleted_at IS NULL THEN greatest(t.end_weight, excluded.end_weight) ELSE -1 END AS end_weight,
          CASE WHEN d.deleted_at IS NULL
            THEN greatest(t.meeting_number COLLATE "C", excluded.meeting_number COLLATE "C") END AS meeting_number,
          -- Only an end makes an unknown end known; both weights are -1 where there is none.
          CASE WHEN d.deleted_at IS NULL AND greatest(t.end_weight, excluded.end_weight) < 0 THEN t.end_unknown_at END AS end_unknown_at
          FROM (SELECT greatest(t.deleted_at, excluded.deleted_at) AS deleted_at) AS d) AS j)
    RETURNING t.product, t.key, t.zoom_user_id, t.changed_at = p_now AS is_changed
  )
  SELECT string_agg(CASE WHEN g.fate <> 'm' THEN g.fate::text WHEN g.turn > 1 THEN 'a' WHEN w.is_changed THEN 's' ELSE 'r' END,
      '' ORDER BY g.n),
    -- Whoever loses a session to its true host has news as well.
    array_agg(DISTINCT w.zoom_user_id) FILTER (WHERE w.is_changed)
      || array_agg(DISTINCT g.told_user_id) FILTER (WHERE w.is_changed AND g.told_user_id <> w.zoom_user_id)
  INTO r.letters, r.users
  FROM known AS g LEFT JOIN written AS w ON g.fate = 'm' AND w.product = g.product AND w.key = g.key;
  RETURN r;
END
$$;

-- Merges calls. A call is there once for each of our users in it. `p_buries`: of whom Zoom has deleted calls.
CREATE FUNCTION merge_calls(p_organisation uuid, p_connection uuid, p_calls merge_calls, p_users uuid[],
  p_fates "char"[], p_buries boolean[], p_unwanted text[], p_now timestamptz, p_stamp text)
RETURNS merge_result LANGUAGE plpgsql
SET enable_seqscan = off SET enable_nestloop = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
  r merge_result;
BEGIN
  WITH given AS (
    SELECT g.*, p_users[g.who] AS zoom_user_id, f.fate,
      row_number() OVER (PARTITION BY g.key COLLATE "C", p_users[g.who], f.fate ORDER BY g.n) AS turn,
      CASE WHEN p_buries[g.who] AND f.fate = 'm' THEN (
        SELECT bury_legs(g.legs, (
            SELECT jsonb_object_agg(d.leg_key, ms_of(d.deleted_at)) FROM call_deletion AS d
            WHERE d.organisation_id = p_organisation AND d.zoom_user_id = z.id
              AND d.leg_key IN (SELECT jsonb_object_keys(g.legs))
          ), z.calls_deleted_before)
        FROM zoom_user AS z WHERE z.organisation_id = p_organisation AND z.id = p_users[g.who]
      ) END AS buried
    FROM unnest(p_calls.who, p_calls.key, p_calls.sources, p_calls.received_at, p_calls.legs, p_calls.direction,
      p_calls.caller_id_name, p_calls.caller_id_hidden, p_calls.start_at, p_calls.answer_at, p_calls.end_at,
      p_calls.outcome, p_calls.device_name, p_calls.device_version) WITH ORDINALITY
      AS g (who, key, sources, received_at, legs, direction, caller_id_name, caller_id_hidden, start_at, answer_at,
        end_at, outcome, device_name, device_version, n),
      LATERAL (SELECT CASE WHEN 'phone' = ANY (p_unwanted) THEN 'n' ELSE p_fates[g.who] END AS fate) AS f
  ), written AS (
    INSERT INTO activity AS t (organisation_id, connection_id, id, zoom_user_id, product, key, legs, direction,
      caller_id_name, caller_id_hidden, start_at, answer_at, end_at, outcome, device_name, device_version, deleted_at,
      end_unknown_at, sources, received_at, changed_at)
    SELECT p_organisation, p_connection, (p_stamp || substr(gen_random_uuid()::text, 16))::uuid, g.zoom_user_id,
      'phone', g.key, l.legs, f.direction, f.caller_id_name, f.caller_id_hidden, f.start_at, f.answer_at, f.end_at,
      f.outcome, f.device_name, f.device_version, f.deleted_at, CASE WHEN f.end_at IS NULL THEN f.start_at END,
      g.sources, g.received_at, p_now
    FROM given AS g
    CROSS JOIN LATERAL (SELECT coalesce(g.buried, g.legs) AS legs) AS l
    LEFT JOIN LATERAL (
      SELECT t.* FROM activity AS t
      WHERE t.organisation_id = p_organisation AND t.connection_id = p_connection AND t.product = 'phone'
        AND t.key = g.key AND CASE WHEN t.product = 'phone' THEN t.zoom_user_id END = g.zoom_user_id
      LIMIT 1
    ) AS t ON true
    CROSS JOIN LATERAL (
      SELECT g.direction, g.caller_id_name, g.caller_id_hidden, g.start_at, g.answer_at, g.end_at, g.outcome,
        g.device_name, g.device_version, NULL::timestamptz AS deleted_at
      WHERE g.buried IS NULL
      UNION ALL SELECT d.* FROM derive_call(g.buried) AS d WHERE g.buried IS NOT NULL
    ) AS f
    WHERE g.fate = 'm' AND g.turn = 1 AND (t.id IS NULL
      OR (g.sources & ~t.sources) <> 0 OR g.received_at < t.received_at
      OR (EXISTS (SELECT FROM jsonb_each(l.legs) AS leg WHERE t.legs -> leg.key IS DISTINCT FROM leg.value)
        AND join_legs(t.legs, l.legs) <> t.legs))
    ORDER BY g.key COLLATE "C", g.zoom_user_id
    ON CONFLICT (organisation_id, connection_id, product, key, (CASE WHEN product = 'phone' THEN zoom_user_id END))
    DO UPDATE SET (legs, direction, caller_id_name, caller_id_hidden, start_at, answer_at, end_at, outcome, device_name,
        device_version, deleted_at, end_unknown_at, sources, received_at, changed_at)
      = (SELECT j.legs, f.direction, f.caller_id_name, f.caller_id_hidden, f.start_at, f.answer_at, f.end_at, f.outcome,
          f.device_name, f.device_version, f.deleted_at, CASE WHEN f.end_at IS NULL THEN f.start_at END,
          t.sources | excluded.sources, least(t.received_at, excluded.received_at),
          CASE WHEN (f.direction, f.caller_id_name, f.caller_id_hidden, f.start_at, f.answer_at, f.end_at, f.outcome,
              f.device_name, f.device_version, f.deleted_at IS NULL)
            IS DISTINCT FROM (t.direction, t.caller_id_name, t.caller_id_hidden, t.start_at, t.answer_at, t.end_at,
              t.outcome, t.device_name, t.device_version, t.deleted_at IS NULL)
          THEN greatest(t.changed_at, excluded.changed_at) ELSE t.changed_at END
        FROM (SELECT join_legs(t.legs, excluded.legs) AS legs OFFSET 0) AS j, LATERAL derive_call(j.legs) AS f)
    RETURNING t.key, t.zoom_user_id, t.changed_at = p_now AS is_changed
  )
  SELECT string_agg(CASE WHEN g.fate <> 'm' THEN g.fate::text WHEN g.turn > 1 THEN 'a' WHEN w.is_changed THEN 's' ELSE 'r' END,
      '' ORDER BY g.n),
    array_agg(DISTINCT w.zoom_user_id) FILTER (WHERE w.is_changed)
  INTO r.letters, r.users
  FROM given AS g LEFT JOIN written AS w ON g.fate = 'm' AND w.key = g.key AND w.zoom_user_id = g.zoom_user_id;
  RETURN r;
END
$$;

-- Merges a batch; the letters (see merge_result) are in the order of its rows. Null for a connection that is paused or
-- has ended: nothing was written. One call is one transaction, and takes its locks in one order: the connection's own
-- (shared, alone for a deletion, so that it and a late leg of the same call can not miss each other), then activities
-- by kind and key, then Zoom users by id. Each statement in it sees what was committed before it.
CREATE FUNCTION merge_observations(p_organisation uuid, p_connection uuid, p_who merge_who, p_live merge_live,
  p_sessions merge_sessions, p_calls merge_calls, p_deletions merge_deletions,
  OUT sessions text, OUT calls text, OUT deletions text)
LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
  v_lock bigint := hashtextextended('merge:' || p_connection, 0);
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
  PERFORM FROM connection AS c WHERE c.organisation_id = p_organisation AND c.id = p_connection
    AND c.state NOT IN ('paused', 'disconnected', 'deauthorised');
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF cardinality(p_deletions.who) > 0 THEN
    PERFORM pg_advisory_xact_lock(v_lock);
  ELSE
    PERFORM pg_advisory_xact_lock_shared(v_lock);
  END IF;
  v_now := clock_timestamp();

  SELECT array_agg(f.product) INTO v_unwanted FROM feature AS f WHERE f.organisation_id = p_organisation AND NOT f.receiving;
  SELECT array_agg(w.id ORDER BY w.n), array_agg(CASE WHEN w.id IS NULL THEN 'u'
      WHEN z.person_id IS NULL OR z.ignored OR z.excluded THEN 'c' ELSE 'm' END::"char" ORDER BY w.n)
    INTO v_users, v_fates
    FROM find_zoom_users(p_organisation, p_connection, p_who) AS w
    LEFT JOIN zoom_user AS z ON z.organisation_id = p_organisation AND z.id = w.id;

  IF cardinality(p_deletions.who) > 0 THEN
    v_result := bury_calls(p_organisation, p_deletions, v_users, v_now);
    deletions := v_result.letters;
    v_touched := v_result.users;
  END IF;
  -- Made here, so that rows of one time lie together in the index of ids: the time in front, as in UUIDs of version 7.
  v_stamp := lpad(to_hex(ms_of(v_now)), 12, '0');
  v_stamp := substr(v_stamp, 1, 8) || '-' || substr(v_stamp, 9) || '-7';
  IF cardinality(p_sessions.who) > 0 THEN
    v_result := merge_sessions(p_organisation, p_connection, p_sessions, v_users, v_fates, v_unwanted, v_now, v_stamp);
    sessions := v_result.letters;
    v_touched := v_touched || v_result.users;
  END IF;
  IF cardinality(p_calls.who) > 0 THEN
    SELECT array_agg(z.calls_deleted_before IS NOT NULL OR EXISTS (
        SELECT FROM call_deletion AS d WHERE d.organisation_id = p_organisation AND d.zoom_user_id = u.id) ORDER BY u.n)
      INTO v_buries
      FROM unnest(v_users) WITH ORDINALITY AS u (id, n)
      LEFT JOIN zoom_user AS z ON z.organisation_id = p_organisation AND z.id = u.id;
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
