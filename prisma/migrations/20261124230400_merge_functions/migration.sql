-- The merge of what Zoom tells us, as SQL. `lib/activity/join-activities.ts` and `derive-call.ts` are the same rules as
-- pure functions; a property test holds the two together. The join is commutative, associative and idempotent:
-- each field belongs to the heavier observation (rank of the source, then time), equal weights are decided by value.

-- A meeting or webinar has one host, so its key alone is unique; a call is there once for each of our users in it.
CREATE UNIQUE INDEX "activity_key" ON "activity" (
  "organisation_id", "connection_id", "product", "key", (CASE WHEN "product" = 'phone' THEN "zoom_user_id" END)
) NULLS NOT DISTINCT;

-- Whether a field's new value replaces the one that is there. Text is compared by bytes, whatever the database's locale.
CREATE FUNCTION outweighs(p_weight bigint, p_value text, p_other_weight bigint, p_other text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT p_weight > p_other_weight OR (p_weight = p_other_weight AND p_value IS NOT NULL
    AND (p_other IS NULL OR p_value COLLATE "C" > p_other COLLATE "C"))
$$;

CREATE FUNCTION outweighs(p_weight bigint, p_value timestamptz, p_other_weight bigint, p_other timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT p_weight > p_other_weight OR (p_weight = p_other_weight AND p_value IS NOT NULL
    AND (p_other IS NULL OR p_value > p_other))
$$;

CREATE FUNCTION instant_of(p_ms bigint) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT to_timestamp(p_ms / 1000.0) $$;

CREATE FUNCTION ms_of(p_at timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT round(extract(epoch FROM p_at) * 1000)::bigint $$;

-- A leg is {"deletedAt": ms}, or an object of fields, each [weight, value]. A deleted leg stays deleted and is empty.
CREATE FUNCTION join_leg(a jsonb, b jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN a ? 'deletedAt' OR b ? 'deletedAt'
      THEN jsonb_build_object('deletedAt', greatest((a ->> 'deletedAt')::bigint, (b ->> 'deletedAt')::bigint))
    ELSE (
      SELECT jsonb_object_agg(best.field, best.value) FROM (
        SELECT DISTINCT ON (field) field, value
        FROM (SELECT key, value FROM jsonb_each(a) UNION ALL SELECT key, value FROM jsonb_each(b)) AS both_legs (field, value)
        ORDER BY field, (value ->> 0)::bigint DESC, (value ->> 1) COLLATE "C" DESC
      ) AS best
    )
  END
$$;

CREATE FUNCTION join_legs(a jsonb, b jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_object_agg(
    coalesce(x.key, y.key),
    CASE WHEN x.value IS NULL THEN y.value WHEN y.value IS NULL THEN x.value ELSE join_leg(x.value, y.value) END
  ), '{}')
  FROM jsonb_each(a) AS x FULL JOIN jsonb_each(b) AS y ON x.key = y.key
$$;

-- Empties the legs that were deleted in Zoom: the named ones ({leg key: ms}), and all that started before an instant.
CREATE FUNCTION bury_legs(p_legs jsonb, p_named jsonb, p_before timestamptz) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_object_agg(key, CASE
    WHEN value ? 'deletedAt' THEN value
    WHEN p_named ? key THEN jsonb_build_object('deletedAt', p_named -> key)
    WHEN (value -> 'startAt' ->> 1)::bigint < ms_of(p_before) THEN jsonb_build_object('deletedAt', ms_of(p_before))
    ELSE value
  END), '{}')
  FROM jsonb_each(p_legs)
$$;

-- What one leg says about the call. A leg that a colleague took is no missed call, whatever else its result says.
CREATE FUNCTION call_leg_outcome(p_direction text, p_result text, p_reason text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN p_reason IN ('answered_by_other', 'pickup_by_other', 'call_out_by_other') THEN 'answeredElsewhere'
    WHEN p_result IN ('answered', 'accepted', 'picked_up', 'connected', 'succeeded') THEN 'answered'
    WHEN p_result = 'voicemail' THEN 'voicemail'
    WHEN p_result IN ('call_failed', 'unconnected', 'invalid_key', 'invalid_operation', 'system_blocked', 'service_unavailable')
      OR (p_result = 'busy' AND p_direction = 'outgoing') THEN 'failed'
    WHEN p_result IN ('canceled', 'hang_up', 'abandoned') AND p_direction = 'outgoing' THEN 'cancelled'
    WHEN p_result IN ('no_answer', 'ring_timeout', 'rejected', 'busy', 'overflowed', 'canceled', 'hang_up', 'abandoned') THEN 'missed'
    ELSE 'unknown'
  END
$$;

-- Fills in what a call's legs say. The folded row of the account list (leg "account") speaks only where no leg of this
-- user is known: it tells of the whole call, not of this user's part. Nothing but deleted legs: the call is deleted.
CREATE FUNCTION derive_call(a activity) RETURNS activity
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  r activity := a;
  v_deleted_ms bigint;
  v_own text;
  v_device text;
BEGIN
  SELECT max((value ->> 'deletedAt')::bigint),
    CASE WHEN bool_or(key <> 'account' AND NOT value ? 'deletedAt') THEN 'leg'
      WHEN bool_or(value ? 'deletedAt') THEN 'none' ELSE 'account' END
  INTO v_deleted_ms, v_own FROM jsonb_each(a.legs);

  WITH leg AS (
    SELECT key,
      CASE WHEN key = 'account' THEN 'account' ELSE 'leg' END = v_own AS own,
      (value -> 'startAt' ->> 1)::bigint AS start_ms,
      value -> 'direction' ->> 1 AS direction,
      value -> 'callerIdName' ->> 1 AS name,
      coalesce((value -> 'callerIdHidden' ->> 1)::boolean, false) AS hidden,
      (value -> 'answerAt' ->> 1)::bigint AS answer_ms,
      (value -> 'endAt' ->> 1)::bigint AS end_ms,
      value -> 'device' ->> 1 AS device,
      call_leg_outcome(value -> 'direction' ->> 1, value -> 'result' ->> 1, value -> 'resultReason' ->> 1) AS outcome
    FROM jsonb_each(a.legs) WHERE v_own <> 'none' AND NOT value ? 'deletedAt'
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
    CASE WHEN v_own <> 'none' THEN s.hidden END,
    instant_of(s.start_ms), instant_of(s.answer_ms), instant_of(s.end_ms), s.outcome,
    (SELECT device FROM leg WHERE device IS NOT NULL AND (s.outcome <> 'answered' OR leg.outcome = 'answered')
      ORDER BY own DESC, start_ms, key COLLATE "C" LIMIT 1)
  INTO r.direction, r.caller_id_name, r.caller_id_hidden, r.start_at, r.answer_at, r.end_at, r.outcome, v_device
  FROM summary AS s;

  r.device_name := nullif(split_part(v_device, E'\n', 1), '');
  r.device_version := nullif(split_part(v_device, E'\n', 2), '');
  r.deleted_at := CASE WHEN v_own = 'none' THEN instant_of(v_deleted_ms) END;
  r.end_unknown_at := CASE WHEN r.end_at IS NULL THEN r.start_at END;
  RETURN r;
END
$$;

-- Joins two states of one activity. Also the step of `join_all`, for several observations of one activity in a batch.
CREATE FUNCTION join_activity(a activity, b activity) RETURNS activity
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  r activity := a;
BEGIN
  r.sources := a.sources | b.sources;
  r.received_at := least(a.received_at, b.received_at);
  IF a.product = 'phone' THEN
    r.legs := join_legs(a.legs, b.legs);
    r := derive_call(r);
  ELSE
    IF outweighs(b.host_weight, b.zoom_user_id::text, a.host_weight, a.zoom_user_id::text) THEN
      r.zoom_user_id := b.zoom_user_id; r.host_weight := b.host_weight;
    END IF;
    IF outweighs(b.title_weight, b.title, a.title_weight, a.title) THEN
      r.title := b.title; r.title_weight := b.title_weight;
    END IF;
    IF outweighs(b.start_weight, b.start_at, a.start_weight, a.start_at) THEN
      r.start_at := b.start_at; r.start_weight := b.start_weight;
    END IF;
    IF outweighs(b.end_weight, b.end_at, a.end_weight, a.end_at) THEN
      r.end_at := b.end_at; r.end_weight := b.end_weight;
    END IF;
    r.meeting_number := greatest(a.meeting_number COLLATE "C", b.meeting_number COLLATE "C");
    r.end_unknown_at := CASE WHEN r.end_at IS NULL THEN greatest(a.end_unknown_at, b.end_unknown_at) END;
  END IF;
  IF (r.zoom_user_id, r.title, r.start_at, r.end_at, r.meeting_number, r.direction, r.caller_id_name, r.caller_id_hidden,
      r.answer_at, r.outcome, r.device_name, r.device_version, r.deleted_at IS NULL, r.end_unknown_at IS NULL)
    IS DISTINCT FROM
     (a.zoom_user_id, a.title, a.start_at, a.end_at, a.meeting_number, a.direction, a.caller_id_name, a.caller_id_hidden,
      a.answer_at, a.outcome, a.device_name, a.device_version, a.deleted_at IS NULL, a.end_unknown_at IS NULL)
  THEN
    r.changed_at := greatest(a.changed_at, b.changed_at);
  END IF;
  RETURN r;
END
$$;

CREATE AGGREGATE join_all(activity) (SFUNC = join_activity, STYPE = activity);

-- Who is meant: by Zoom's id, else by extension, else by e-mail or earlier e-mail. Where a name fits several Zoom users
-- nobody is meant: the session is looked up instead of landing with the wrong person. Those gone or not yet come count
-- only where nobody else fits.
CREATE FUNCTION find_zoom_user(p_organisation uuid, p_connection uuid, p_zoom_key text, p_extension text, p_email text)
RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_found uuid;
BEGIN
  IF p_zoom_key IS NOT NULL THEN
    RETURN (SELECT id FROM zoom_user
      WHERE organisation_id = p_organisation AND connection_id = p_connection AND zoom_key = p_zoom_key);
  END IF;
  IF p_extension IS NOT NULL THEN
    SELECT CASE
        WHEN count(*) FILTER (WHERE status IN ('active', 'inactive')) = 1
          THEN (array_agg(id) FILTER (WHERE status IN ('active', 'inactive')))[1]
        WHEN count(*) = 1 THEN (array_agg(id))[1] END
      INTO v_found FROM zoom_user
      WHERE organisation_id = p_organisation AND connection_id = p_connection AND extension_id = p_extension;
  END IF;
  IF v_found IS NULL AND p_email IS NOT NULL THEN
    SELECT CASE
        WHEN count(*) FILTER (WHERE status IN ('active', 'inactive')) = 1
          THEN (array_agg(id) FILTER (WHERE status IN ('active', 'inactive')))[1]
        WHEN count(*) = 1 THEN (array_agg(id))[1] END
      INTO v_found FROM zoom_user
      WHERE organisation_id = p_organisation AND connection_id = p_connection
        AND (email = p_email OR aliases @> ARRAY[p_email]);
  END IF;
  RETURN v_found;
END
$$;
