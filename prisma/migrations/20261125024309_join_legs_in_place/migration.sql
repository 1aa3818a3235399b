-- The merge again, cheaper: legs are joined where the row is written and read anew only where a value changed; chance is
-- asked once a batch and not once a row; earlier e-mails are sought once a batch.

-- What a call's legs say, in one walk: those that speak first, in the order in which they speak. The folded row of the
-- account list (leg "account") speaks only where no leg of this user is known: it tells of the whole call, not of this
-- user's part. Nothing but deleted legs (and perhaps that row): the call is deleted.
CREATE OR REPLACE FUNCTION derive_call(p_legs jsonb) RETURNS call_facts
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  r call_facts;
  leg record;
  v_speaks boolean;
  v_deleted_ms bigint;
  v_hidden boolean := false;
  v_name text;
  v_start_ms bigint;
  v_answer_ms bigint;
  v_end_ms bigint;
  v_outcomes text[] := ARRAY['answered', 'voicemail', 'answeredElsewhere', 'missed', 'cancelled', 'failed', 'unknown'];
  v_best int;
  v_device text;
  v_answered_device text;
BEGIN
  FOR leg IN
    SELECT e.key <> 'account' AS is_leg, (e.value ->> 'deletedAt')::bigint AS deleted_ms,
      (e.value -> 'startAt' ->> 1)::bigint AS start_ms, e.value -> 'direction' ->> 1 AS direction,
      e.value -> 'callerIdName' ->> 1 AS name, coalesce(e.value -> 'callerIdHidden' ->> 1 = 'true', false) AS hidden,
      (e.value -> 'answerAt' ->> 1)::bigint AS answer_ms, (e.value -> 'endAt' ->> 1)::bigint AS end_ms,
      e.value -> 'device' ->> 1 AS device,
      call_leg_outcome(e.value -> 'direction' ->> 1, e.value -> 'result' ->> 1, e.value -> 'resultReason' ->> 1) AS outcome
    FROM jsonb_each(p_legs) AS e
    ORDER BY deleted_ms NULLS FIRST, is_leg DESC, start_ms, e.key COLLATE "C"
  LOOP
    IF leg.deleted_ms IS NOT NULL THEN
      v_deleted_ms := leg.deleted_ms;
      CONTINUE;
    END IF;
    IF v_speaks IS NULL THEN
      v_speaks := leg.is_leg;
      v_start_ms := leg.start_ms;
      r.direction := leg.direction;
    END IF;
    v_hidden := v_hidden OR leg.hidden;
    IF v_name IS NULL AND leg.direction = r.direction THEN
      v_name := leg.name;
    END IF;
    v_device := coalesce(v_device, leg.device);
    IF leg.outcome = 'answered' THEN
      v_answered_device := coalesce(v_answered_device, leg.device);
    END IF;
    IF leg.is_leg = v_speaks THEN
      v_end_ms := greatest(v_end_ms, leg.end_ms);
      v_best := least(v_best, array_position(v_outcomes, leg.outcome));
      IF leg.outcome = 'answered' THEN
        v_answer_ms := least(v_answer_ms, leg.answer_ms);
      END IF;
    END IF;
  END LOOP;

  IF v_deleted_ms IS NOT NULL AND v_speaks IS NOT TRUE THEN
    r.direction := NULL;
    r.deleted_at := instant_of(v_deleted_ms);
    RETURN r;
  END IF;
  IF v_best = 1 THEN
    v_device := v_answered_device;
  END IF;
  r.caller_id_name := CASE WHEN NOT v_hidden THEN v_name END;
  r.caller_id_hidden := v_hidden;
  r.start_at := instant_of(v_start_ms);
  r.answer_at := instant_of(v_answer_ms);
  r.end_at := instant_of(v_end_ms);
  r.outcome := v_outcomes[v_best];
  r.device_name := nullif(split_part(v_device, E'\n', 1), '');
  r.device_version := nullif(split_part(v_device, E'\n', 2), '');
  RETURN r;
END
$$;

-- Merges meetings and webinars. A session has one host: the heavier word about who that is takes it along.
-- `p_fates` says of each who is meant what happens to their rows: m merge, else the letter of the outcome.
CREATE OR REPLACE FUNCTION merge_sessions(p_organisation uuid, p_connection uuid, p_sessions merge_sessions, p_users uuid[],
  p_fates "char"[], p_unwanted text[], p_now timestamptz, p_stamp text)
RETURNS merge_result LANGUAGE plpgsql
-- The plan is kept while the table grows: always the index for what is there, never a nested loop for the answer.
SET enable_seqscan = off SET enable_nestloop = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
  r merge_result;
  -- An id is the time, what chance gives the batch, and the number of the row.
  v_id text := p_stamp || substr(gen_random_uuid()::text, 16, 16);
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
    SELECT p_organisation, p_connection, (v_id || lpad(to_hex(g.n), 5, '0'))::uuid, g.zoom_user_id,
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
CREATE OR REPLACE FUNCTION merge_calls(p_organisation uuid, p_connection uuid, p_calls merge_calls, p_users uuid[],
  p_fates "char"[], p_buries boolean[], p_unwanted text[], p_now timestamptz, p_stamp text)
RETURNS merge_result LANGUAGE plpgsql
SET enable_seqscan = off SET enable_nestloop = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
  r merge_result;
  -- An id is the time, what chance gives the batch, and the number of the row.
  v_id text := p_stamp || substr(gen_random_uuid()::text, 16, 16);
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
    SELECT p_organisation, p_connection, (v_id || lpad(to_hex(g.n), 5, '0'))::uuid, g.zoom_user_id,
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
      OR EXISTS (
        SELECT FROM jsonb_each(l.legs) AS leg, LATERAL (SELECT t.legs -> leg.key AS value) AS own
        WHERE own.value IS DISTINCT FROM leg.value AND CASE
          WHEN own.value IS NULL THEN true
          WHEN own.value ? 'deletedAt' THEN (leg.value ->> 'deletedAt')::bigint > (own.value ->> 'deletedAt')::bigint
          ELSE leg.value ? 'deletedAt' OR EXISTS (
            SELECT FROM jsonb_each(leg.value) AS f
            WHERE NOT own.value ? f.key OR (f.value -> 0, (f.value ->> 1) COLLATE "C")
              > (own.value -> f.key -> 0, (own.value -> f.key ->> 1) COLLATE "C"))
        END))
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
        FROM (
          -- The heavier value of each field stays, equal weights are decided by the value's bytes; a deleted leg stays
          -- deleted and is empty.
          SELECT t.legs || jsonb_object_agg(leg.key, CASE
              WHEN own.value IS NULL THEN leg.value
              WHEN leg.value ? 'deletedAt' OR own.value ? 'deletedAt' THEN jsonb_build_object('deletedAt',
                greatest((leg.value ->> 'deletedAt')::bigint, (own.value ->> 'deletedAt')::bigint))
              ELSE own.value || coalesce((
                SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(leg.value) AS f
                WHERE NOT own.value ? f.key OR (f.value -> 0, (f.value ->> 1) COLLATE "C")
                  > (own.value -> f.key -> 0, (own.value -> f.key ->> 1) COLLATE "C")), '{}')
            END) AS legs,
            -- Told before, if not by so heavy a word: what the legs say is as it was.
            NOT EXISTS (
              SELECT FROM jsonb_each(excluded.legs) AS l, jsonb_each(l.value) AS f
              WHERE coalesce(f.value -> 1, f.value)
                IS DISTINCT FROM coalesce(t.legs -> l.key -> f.key -> 1, t.legs -> l.key -> f.key)) AS is_told
          FROM jsonb_each(excluded.legs) AS leg, LATERAL (SELECT t.legs -> leg.key AS value) AS own
        ) AS j
        CROSS JOIN LATERAL (
          SELECT t.direction, t.caller_id_name, t.caller_id_hidden, t.start_at, t.answer_at, t.end_at, t.outcome,
            t.device_name, t.device_version, t.deleted_at
          WHERE j.is_told
          UNION ALL SELECT d.* FROM derive_call(j.legs) AS d WHERE NOT j.is_told
        ) AS f)
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

DROP FUNCTION join_legs(jsonb, jsonb);

-- Zoom's names for Zoom users: by Zoom's id, else by extension, else by e-mail or earlier e-mail. Where a name fits
-- several nobody is meant: the session is looked up instead of landing with the wrong person. Those gone or not yet
-- come count only where nobody else fits. Earlier e-mails are sought once for all names; there seldom is one.
CREATE OR REPLACE FUNCTION find_zoom_users(p_organisation uuid, p_connection uuid, p_who merge_who)
RETURNS TABLE (n bigint, id uuid) LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
  v_earlier text[];
BEGIN
  IF array_position(p_who.zoom_key, NULL) IS NOT NULL THEN
    SELECT array_agg(earlier.email) INTO v_earlier FROM zoom_user AS z, unnest(z.aliases) AS earlier (email)
    WHERE z.aliases && array_remove(p_who.email, NULL) AND z.organisation_id = p_organisation AND z.connection_id = p_connection;
  END IF;
  RETURN QUERY
  SELECT w.n, CASE WHEN w.zoom_key IS NOT NULL
    THEN (SELECT z.id FROM zoom_user AS z
      WHERE z.organisation_id = p_organisation AND z.connection_id = p_connection AND z.zoom_key = w.zoom_key)
    ELSE coalesce(
      CASE WHEN w.extension_id IS NOT NULL THEN (
        SELECT CASE WHEN count(*) FILTER (WHERE z.is_there) = 1 THEN (array_agg(z.id) FILTER (WHERE z.is_there))[1]
          WHEN count(*) = 1 THEN (array_agg(z.id))[1] END
        FROM (SELECT z.id, z.status IN ('active', 'inactive') AS is_there FROM zoom_user AS z
          WHERE z.organisation_id = p_organisation AND z.connection_id = p_connection AND z.extension_id = w.extension_id) AS z
      ) END,
      (SELECT CASE WHEN count(*) FILTER (WHERE z.is_there) = 1 THEN (array_agg(z.id) FILTER (WHERE z.is_there))[1]
          WHEN count(*) = 1 THEN (array_agg(z.id))[1] END
        FROM (
          SELECT z.id, z.status IN ('active', 'inactive') AS is_there FROM zoom_user AS z
          WHERE z.organisation_id = p_organisation AND z.connection_id = p_connection AND z.email = w.email
          UNION ALL
          SELECT z.id, z.status IN ('active', 'inactive') FROM zoom_user AS z
          WHERE w.email = ANY (v_earlier) AND z.aliases @> ARRAY[w.email]
            AND z.organisation_id = p_organisation AND z.connection_id = p_connection AND z.email IS DISTINCT FROM w.email) AS z))
    END
  FROM unnest(p_who.zoom_key, p_who.extension_id, p_who.email) WITH ORDINALITY AS w (zoom_key, extension_id, email, n);
END
$$;

-- Most rows are written again once: at the end of what was running, or by the report on what was live. With room beside
-- it the new version needs no entry in any index.
ALTER TABLE "activity" SET (fillfactor = 80);
